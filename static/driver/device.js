// Whether this device is likely to call: by its screen and how it is touched, which it tells every page anyway.

/** A phone is touched, and its screen is narrow one way. Whether it has a number, no browser tells. */
export const looksLikePhone = () =>
  matchMedia("(pointer: coarse) and (hover: none)").matches && Math.min(screen.width, screen.height) < 600;
