/** How much a file may hold. Made by `make tables` of `toimintamalli.limits`. */
export const ANSWERS = {
  fileBytes: 2_000_000,
  pageBytes: 4_000_000,
  depth: 32,
  sheets: 100,
  answers: 5_000,
  rows: 500,
  characters: 10_000,
};
export const WORD = {
  fileBytes: 50_000_000,
  entries: 1_000,
  partBytes: 12_000_000,
  tags: 300_000,
  depth: 256,
  places: 20_000,
  placesInRow: 100,
  rows: 500,
  notes: 4_000,
  characters: 500_000,
  answers: 5_000,
  text: 10_000,
};
