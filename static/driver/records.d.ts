// What the phone keeps. One row a record, changed inside one transaction.
import type { DBSchema, IDBPTransaction } from "../vendor/idb.js";

/** Where the phone is, as the API takes it. */
export interface Position {
  lat: number;
  lon: number;
  accuracy_m: number;
  age_s: number;
}

/** What was entered, under the API's names; anything left out was not asked or not answered. */
export interface ReportFields {
  observed_at?: string;
  captured_at?: string;
  category?: string | null;
  target_group?: string | null;
  position?: Position | null;
  place?: {
    text?: string | null;
    road?: string | null;
    direction?: string | null;
    km?: number | null;
    site?: string | null;
  } | null;
  text?: string | null;
  vehicle?: { plate?: string | null; country?: string | null; kind?: string | null; colour?: string | null } | null;
  ongoing?: boolean | null;
  enrolment?: string | null;
  language?: string;
  practice?: boolean;
  app_version?: string;
  reference?: string;
}

export type CallOutcome = "opened" | "spoke" | "not_reached" | "not_needed";

export type CallWait = "none" | "up_to_30_min" | "longer";

export interface CallFields {
  tapped_at?: string;
  call_code?: string;
  outcome?: CallOutcome;
  outcome_at?: string | null;
  waiting?: CallWait | null;
  report?: string | null;
  enrolment?: string | null;
  target_group?: string | null;
  practice?: boolean;
  app_version?: string;
}

/** Why the last attempt did not succeed. `status` 0: no answer of our server at all. */
export interface Problem {
  status: number;
  detail: string;
  /** JSON pointers to what the server refused. */
  pointers: string[];
}

interface Sendable {
  id: string;
  /** Frozen when saved: every attempt sends these bytes. */
  body: string;
  createdAt: number;
  /** Attempts begun. 0: nothing of it ever left the phone. */
  attempts: number;
  /** Not before, unless something changed (milliseconds since 1970). */
  nextTryAt: number;
  problem: Problem | null;
}

export type Delivery = "saved" | "arrived" | "attention" | "withdrawing" | "withdrawn";

export interface Report extends Sendable {
  secret: string;
  reference: string;
  practice: boolean;
  /** What was entered, amendments included, for the eye only. Empty once withdrawn. */
  fields: ReportFields;
  delivery: Delivery;
  receivedAt: string | null;
  state: string | null;
  seenAt: string | null;
  closedAt: string | null;
  /** The office released that it helped. */
  helped: boolean;
  /** Read already, so a coordinator decides on the withdrawal; null where none was asked for. */
  withdrawal: "requested" | "refused" | null;
  /** What the server did not take, as JSON pointers; none of it was a reason to refuse. */
  ignored: string[];
  /** Made on a shared tablet and left there: it opens no more on it. */
  left?: boolean;
  /** Its reporter came to the last screen: it does not wait on the start page. */
  finished?: boolean;
  /** What office and reporter wrote, as the server told it last; not there in rows of an older release. */
  messages?: ServerMessage[];
  /** When the server was last asked about it (milliseconds since 1970). */
  askedAt?: number;
}

/** A question of the office, or an answer to one. */
export interface ServerMessage {
  id: string;
  sent_at: string;
  from_office: boolean;
  in_reply_to: string | null;
  question: string | null;
  answer: string | null;
  text: string | null;
  language: string | null;
}

export interface AnswerFields {
  in_reply_to: string;
  answer?: string;
  text?: string;
  language?: string;
}

/**
 * A report with its media and its answers that the server has not confirmed, the number of amendments and media that did
 * not arrive yet, of those that were refused, of media that nobody has let go yet, and of questions that wait.
 */
export interface ListedReport extends Report {
  waiting: number;
  refused: number;
  drafts: number;
  questions: number;
  media: Medium[];
  answers: Message[];
}

export interface Amendment extends Sendable {
  report: string;
  /** The order within the report. */
  number: number;
  fields: ReportFields;
  delivery: "saved" | "attention";
}

/** An answer of the reporter; once the server has it, it stands in the report's `messages` alone. */
export interface Message extends Omit<Amendment, "fields"> {
  fields: AnswerFields;
}

/**
 * A photo or a voice memo. `recording`: under way, or cut off; `draft`: whole, and not let go by its maker yet;
 * `withdrawing`: to be removed from the server as well.
 */
export interface Medium extends Omit<Sendable, "body"> {
  report: string;
  kind: "photo" | "voice";
  /** The media type of its bytes, as the browser that made them says. */
  type: string;
  size: number;
  seconds: number;
  delivery: "recording" | "draft" | "saved" | "arrived" | "attention" | "withdrawing";
  receivedAt: string | null;
  /** A photo that its maker let go while it was still made small: it is sent as soon as it is. */
  left?: boolean;
  /** How often another page went on with a photo that a closed one left behind. */
  resumed?: number;
}

export interface Call extends Sendable {
  secret: string;
  fields: CallFields;
  delivery: "saved" | "arrived" | "attention";
  /** The reporter was asked how long the police were waited for, or has left the tablet: nobody is asked again. */
  waitAsked?: boolean;
}

/** What a reader of guidance says: nobody's, so it has no secret. */
export interface Reader extends Sendable {
  what: "understood" | "feedback";
  delivery: "saved" | "attention";
}

export interface Schema extends DBSchema {
  reports: { key: string; value: Report };
  amendments: { key: string; value: Amendment; indexes: { report: string } };
  messages: { key: string; value: Message; indexes: { report: string } };
  media: { key: string; value: Medium; indexes: { report: string } };
  /** Bytes of media by `[medium, number]`. Not a Blob: Safari has refused to store those. */
  pieces: { key: [string, number]; value: ArrayBuffer };
  calls: { key: string; value: Call };
  readings: { key: string; value: Reader };
  settings: { key: string; value: unknown };
  ticks: { key: string; value: number };
}

export type StoreName = "reports" | "amendments" | "messages" | "media" | "pieces" | "calls" | "readings" | "settings" | "ticks";

export type Reading = IDBPTransaction<Schema, StoreName[], "readonly">;
export type Writing = IDBPTransaction<Schema, StoreName[], "readwrite">;

/** One thing to send. */
export type Job =
  | { store: "reports"; row: Report }
  | { store: "amendments"; row: Amendment; secret: string }
  | { store: "messages"; row: Message; secret: string }
  | { store: "media"; row: Medium; secret: string }
  | { store: "calls"; row: Call }
  | { store: "readings"; row: Reader };

/** What came of one request. */
export type Answer =
  | { kind: "ok"; json: Record<string, unknown> }
  | { kind: "gone" }
  | { kind: "refused"; problem: Problem }
  /** `waitUntil`: the server asked for quiet until then (milliseconds since 1970); 0 where it did not. */
  | { kind: "later"; problem: Problem; waitUntil: number };

/** What an enrolment code stands for. `group_size`: how many people have the same one. */
export interface Enrolment {
  code: string;
  association: string;
  target_group: string;
  group_size: number | null;
  site: Site | null;
}

/** The place where a tablet stands, and what is said about it at 110. `km`: where along `road`. */
export interface Site {
  slug: string;
  name: string;
  phone: string | null;
  address: string | null;
  side: string | null;
  road: string | null;
  direction: string | null;
  km: number | null;
  /** After how many hours its video is overwritten. */
  video_hours: number | null;
}

export interface Point {
  text: string;
  category: string | null;
}

export interface Situation {
  title: string;
  text: string;
  answers: { text: string; feedback: string; right: boolean }[];
}

/** An item of guidance as the server publishes it. What an older release kept on the phone has no more than a checklist had. */
export interface GuidanceItem {
  slug: string;
  kind?: string;
  language: string;
  target_group: string;
  title: string;
  version: number;
  status: string;
  source: string;
  sections: { title: string; points: Point[] }[] | Situation[];
  agreed?: { party: string; office: string; at: string }[];
  valid_until?: string | null;
  published_at?: string | null;
  region?: string | null;
  road?: string | null;
  recalled?: boolean;
}
