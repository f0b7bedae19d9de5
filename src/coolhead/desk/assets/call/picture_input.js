// Pointer, wheel and keys on the picture: what they mean for its span and the cursor.

const DRAG_PX = 4;
const WHEEL = 1.0018;

export function followPointer(picture) {
  const { slider, cursor } = picture;
  const xOf = (event) => event.clientX - slider.getBoundingClientRect().left;
  let held; // { x, panned }
  slider.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    held = { x: xOf(event), panned: false };
    slider.setPointerCapture(event.pointerId);
  });
  slider.addEventListener('pointermove', (event) => {
    const x = xOf(event);
    if (held && (held.panned || Math.abs(x - held.x) > DRAG_PX)) {
      held.panned = true;
      const { axis } = picture;
      picture.pan(((held.x - x) / axis.width) * axis.span.length);
      held.x = x;
    }
    picture.isHovered = true;
    picture.read(picture.axis.at(x));
  });
  slider.addEventListener('pointerup', (event) => {
    if (held && !held.panned) cursor.move(picture.axis.at(xOf(event)), 'picture');
    held = undefined;
  });
  slider.addEventListener('pointercancel', () => {
    held = undefined;
  });
  slider.addEventListener('pointerleave', () => {
    picture.isHovered = false;
    picture.read(cursor.at);
  });
  slider.addEventListener('wheel', (event) => {
    const { span } = picture;
    if (Math.abs(event.deltaX) > Math.abs(event.deltaY) || event.shiftKey) {
      event.preventDefault();
      picture.pan(((event.deltaX || event.deltaY) / picture.axis.width) * span.length);
      return;
    }
    if (event.deltaY > 0 && span.isWhole) return; // nothing is farther: the page scrolls
    event.preventDefault();
    picture.zoom(WHEEL ** -event.deltaY, picture.axis.at(xOf(event)));
  }, { passive: false });
}

export function followKeys(picture) {
  const { slider, cursor, span, happened } = picture;
  const nextMoment = () => happened.moments.find((each) => each.at > cursor.at + 0.05)?.at ?? span.whole;
  const lastMoment = () => happened.moments.findLast((each) => each.at < cursor.at - 0.05)?.at ?? 0;
  const step = () => span.length / 100;
  const MOVES = {
    ArrowRight: () => cursor.at + step(),
    ArrowLeft: () => cursor.at - step(),
    PageUp: () => cursor.at + 10 * step(),
    PageDown: () => cursor.at - 10 * step(),
    ArrowUp: nextMoment,
    ArrowDown: lastMoment,
    Home: () => 0,
    End: () => span.whole,
  };
  slider.addEventListener('keydown', (event) => {
    const move = MOVES[event.key];
    if (!move || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    picture.isHovered = false;
    cursor.move(Math.min(span.whole, Math.max(0, move())), 'keys');
  });
}
