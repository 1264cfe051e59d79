// What lies under the pointer in a plot of ratings: the moment, and each line's rating then. Everything is in the page
// without it too, in words and as a table.

interface Plot {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly from: number;
  readonly to: number;
  readonly low: number;
  readonly high: number;
  readonly lines: readonly {
    readonly line: number;
    readonly name: string;
    readonly points: readonly (readonly [at: number, rating: number])[];
  }[];
  readonly locale: string;
}

const SVG = 'http://www.w3.org/2000/svg';

for (const picture of document.querySelectorAll<SVGSVGElement>('svg[data-plot]')) {
  const figure = picture.closest('figure');
  if (figure) follow(picture, figure, JSON.parse(picture.dataset['plot'] ?? '') as Plot);
}

function follow(picture: SVGSVGElement, figure: HTMLElement, plot: Plot): void {
  const dates = new Intl.DateTimeFormat(plot.locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const numbers = new Intl.NumberFormat(plot.locale);
  const rule = picture.appendChild(document.createElementNS(SVG, 'path'));
  rule.setAttribute('class', 'rule');
  const dots = plot.lines.map(({ line }) => {
    const dot = picture.appendChild(document.createElementNS(SVG, 'circle'));
    dot.setAttribute('class', `dot line-${line}`);
    dot.setAttribute('r', '4');
    return dot;
  });
  const note = figure.appendChild(document.createElement('div'));
  note.className = 'note';
  // What it says is in the table already.
  note.setAttribute('aria-hidden', 'true');
  hide();

  picture.addEventListener('pointermove', show);
  picture.addEventListener('pointerdown', show);
  picture.addEventListener('pointerleave', hide);

  function show({ clientX }: PointerEvent): void {
    const box = picture.getBoundingClientRect();
    const scale = picture.viewBox.baseVal.width / box.width;
    const x = Math.min(plot.right, Math.max(plot.left, (clientX - box.left) * scale));
    const at = plot.from + ((x - plot.left) / (plot.right - plot.left)) * (plot.to - plot.from);
    rule.setAttribute('d', `M${x} ${plot.top}V${plot.bottom}`);
    const rows = plot.lines.flatMap(({ line, name, points }, place) => {
      const point = points.findLast(([moment]) => moment <= at);
      const dot = dots[place];
      if (dot) dot.style.display = point ? '' : 'none';
      if (!point) return [];
      const share = (point[1] - plot.low) / (plot.high - plot.low || 1);
      // On the line: where that rating was reached.
      const reached = (point[0] - plot.from) / (plot.to - plot.from || 1);
      dot?.setAttribute('cx', `${plot.left + reached * (plot.right - plot.left)}`);
      dot?.setAttribute('cy', `${plot.bottom - share * (plot.bottom - plot.top)}`);
      const row = document.createElement('div');
      const label = row.appendChild(document.createElement('span'));
      label.className = `faction line-${line}`;
      label.textContent = name;
      row.append(` ${numbers.format(point[1])}`);
      return [row];
    });
    note.replaceChildren(dates.format(at), ...rows);
    note.hidden = false;
    rule.style.display = '';
    const within = figure.getBoundingClientRect();
    const left = clientX - within.left;
    // On the side where there is room.
    note.style.insetInlineStart = 'auto';
    note.style.left = left < within.width / 2 ? `${left + 16}px` : 'auto';
    note.style.right = left < within.width / 2 ? 'auto' : `${within.width - left + 16}px`;
  }

  function hide(): void {
    note.hidden = true;
    for (const shown of [rule, ...dots]) shown.style.display = 'none';
  }
}
