// The bytes of photos and voice memos, apart: whoever only sends them needs nothing of what takes them.
import { read } from "./database.js";
import { piecesOf } from "./outbox.js";

/** The bytes of a medium; empty once it has arrived. @param {import("./records.d.ts").Medium} medium */
export const bytesOf = ({ id, type }) =>
  read(["pieces"], async (transaction) => {
    const pieces = await transaction.objectStore("pieces").getAll(piecesOf(id));
    return new Blob(pieces, { type });
  });
