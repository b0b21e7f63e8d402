// Cards in the largest type with which all of them are seen at once.

const LEAST = 16, MOST = 64;
// Pixels that a second column takes: on a phone words would be broken in it.
const WIDE = 480;

export function fill(list) {
  const cards = list.querySelectorAll(".card"), count = cards.length;
  const fits = size => {
    list.style.fontSize = `${size}px`;
    return list.scrollHeight <= list.clientHeight && list.scrollWidth <= list.clientWidth;
  };
  let best = LEAST;
  for (const columns of [1, 2, 3, 4, 5].filter(each => each <= Math.max(1, list.clientWidth < WIDE ? 1 : count))) {
    list.style.setProperty("--columns", columns);
    let low = LEAST, high = MOST;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (fits(middle)) low = middle; else high = middle;
    }
    if (low > best || columns === 1) [best, list.best] = [Math.max(low, best), low >= best ? columns : list.best];
  }
  list.style.setProperty("--columns", list.best ?? 1);
  list.style.fontSize = `${best}px`;
}
