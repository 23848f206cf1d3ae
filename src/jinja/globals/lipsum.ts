import { escapeHtml } from '../objects/escape.js';
import { Markup } from '../objects/markup.js';
import { toIndex } from '../objects/coerce.js';
import { nativeFunction } from '../objects/native-function.js';
import { truth } from '../objects/truth.js';
import type { Runtime } from '../objects/runtime.js';

const words = (
  'a ac accumsan adipiscing aenean aliquam aliquet amet ante arcu at auctor augue bibendum commodo congue consectetuer ' +
  'cras cubilia curae cursus dapibus diam dictum dis dolor donec dui duis egestas eget eleifend elit enim erat eros est ' +
  'et etiam eu facilisi fames faucibus felis fermentum feugiat fringilla fusce gravida habitant hac hendrerit iaculis id ' +
  'imperdiet in integer interdum ipsum justo lacinia lacus laoreet lectus leo libero ligula lobortis lorem luctus ' +
  'maecenas magna malesuada massa mattis mauris metus mi molestie mollis montes morbi mus nam nec neque nibh nisi nisl ' +
  'non nonummy nulla nullam nunc odio orci ornare parturient pede pellentesque penatibus pharetra phasellus placerat ' +
  'porta porttitor posuere potenti praesent pretium primis proin pulvinar purus quam quis quisque rhoncus ridiculus ' +
  'risus rutrum sagittis sapien scelerisque sed sem semper senectus sit sociis sodales sollicitudin suscipit suspendisse ' +
  'taciti tellus tempor tempus tincidunt tortor tristique turpis ullamcorper ultrices ultricies urna ut varius vehicula ' +
  'vel velit venenatis vestibulum vitae vivamus viverra volutpat vulputate'
).split(' ');

/** Jinja's `lipsum`: paragraphs of text that means nothing. The words come from the render's random numbers. */
export const lipsum = nativeFunction('lipsum(n=5, html=True, min=20, max=100)', (rt, [n, html, min, max]) => {
  const count = toIndex(n ?? 5);
  rt.reserve(count * toIndex(max ?? 100));
  const [least, most] = [toIndex(min ?? 20), toIndex(max ?? 100)];
  const paragraphs = Array.from({ length: Math.max(0, count) }, () => paragraph(rt, least, most));
  if (!truth(rt, html ?? true)) return paragraphs.join('\n\n');
  return new Markup(paragraphs.map((text) => `<p>${escapeHtml(text)}</p>`).join('\n'));
});

function paragraph(rt: Runtime, least: number, most: number): string {
  const pick = (below: number): number => Math.floor(rt.host.random() * below);
  const size = least + pick(Math.max(1, most - least));
  const out: string[] = [];
  let sentenceLeft = 0;
  for (let at = 0; at < size; at += 1) {
    rt.step();
    const word = words[pick(words.length)] ?? 'lorem';
    const starts = sentenceLeft === 0;
    if (starts) sentenceLeft = 8 + pick(12);
    sentenceLeft -= 1;
    const text = starts ? word.charAt(0).toUpperCase() + word.slice(1) : word;
    out.push(sentenceLeft === 0 || at === size - 1 ? `${text}.` : pick(10) === 0 ? `${text},` : text);
    if (at === size - 1) break;
  }
  return out.join(' ');
}
