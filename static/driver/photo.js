// A photo made small on the phone. What the canvas writes is new: of what a camera wrote beside the picture (place,
// time, device) nothing goes along.

const LONGEST_EDGE = 2048;
const SHORTEST_EDGE = 512;
const MOST_BYTES = 600_000;
const QUALITIES = [0.85, 0.75, 0.65, 0.5];

/** @param {ImageBitmap} picture @param {number} edge the longest that either side may be */
const drawn = (picture, edge) => {
  const scale = Math.min(1, edge / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  // Where a picture is clear, JPEG would be black.
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = "high";
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
};

/** @param {HTMLCanvasElement} canvas @param {number} quality @returns {Promise<Blob | null>} */
const encoded = (canvas, quality) => new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));

/**
 * The photo as a JPEG of at most 2048 pixels on either side and 600 KB, upright.
 * Rejects where the browser cannot read the file.
 * @param {Blob} file
 * @returns {Promise<Blob>}
 */
export const smallPhoto = async (file) => {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  try {
    for (let edge = LONGEST_EDGE; edge >= SHORTEST_EDGE; edge *= 0.75) {
      const canvas = drawn(picture, edge);
      for (const quality of QUALITIES) {
        const made = await encoded(canvas, quality);
        if (made && made.size <= MOST_BYTES) return made;
      }
    }
  } finally {
    picture.close();
  }
  throw new Error("the photo does not become small enough");
};

/**
 * A preview, drawn: the content policy lets no page show bytes as an image.
 * @param {Blob} photo
 * @param {number} edge
 */
export const preview = async (photo, edge) => {
  const picture = await createImageBitmap(photo);
  const canvas = drawn(picture, edge);
  picture.close();
  return canvas;
};
