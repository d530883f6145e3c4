/** The pages of the invented studio that have real contents, in the HTML that the core's renderer writes. */
interface KnownPage {
  title: string;
  icon: string;
  parent: string;
  daysAgo: number;
  text: string;
  properties?: { name: string; text: string }[];
  html: (id: string) => string;
}

const paragraphs = (text: string) => `<p>${text}</p>`;

const checklist = `<p>Two days on the ice for <a class="mention" href="keepsake://page/why-glaciers-sing">Why glaciers sing</a> and three pick-ups for the museum. Leave Reykjavík at 05:30; the light is gone by 15:50.</p>
<div class="callout" role="note"><span class="emoji" aria-hidden="true">⚠️</span><div class="content"><p>Print the permit twice: one for the ranger at the hut, one for the car. A photo on a phone is not accepted.</p></div></div>
<h2>Crew and calls</h2>
<table><tbody><tr><th scope="col">Who</th><th scope="col">What</th><th scope="col">Call</th></tr><tr><td>Ines</td><td>Camera, drone below 120 m</td><td>05:15</td></tr><tr><td>Tomas</td><td>Sound, contact microphones</td><td>05:15</td></tr><tr><td>Sigrún</td><td>Guide, meets us at the hut</td><td>08:30</td></tr></tbody></table>
<h2>Pack the evening before</h2>
<ul class="todo"><li class="done"><label><input type="checkbox" checked disabled> Crampons, two spare pairs</label></li><li class="done"><label><input type="checkbox" checked disabled> Batteries charged and in the inner pocket</label></li><li><label><input type="checkbox" disabled> Hydrophone, with the long cable</label></li></ul>
<details open><summary>If the road is closed</summary><p>Check <code>umferdin.is</code> at 04:45. If the pass is red, we shoot the lagoon pick-ups first and move the ice to day two. Call the hut either way.</p></details>
<h2>The place</h2>
<figure class="missing" data-kind="image"><figcaption>Not stored on this computer: Tongue of the glacier from the hut.jpg</figcaption></figure>
<p>Camera two stands on the left ridge. The tongue has moved 40 m since <a href="https://example.org/map">the map</a> was drawn.</p>
<h2>File names</h2>
<pre tabindex="0" data-language="shell"><code># day, camera, take: read by the ingest script
2026-11-24_A_{scene}_{take}.mov
2026-11-24_SND_{mic}_{take}.wav</code></pre>`;

export const knownPages: KnownPage[] = [
  {
    title: 'Glacier shoot checklist',
    icon: '🧊',
    parent: 'Shot lists',
    daysAgo: 0.01,
    text: 'Two days on the ice for Why glaciers sing and three pick-ups for the museum. Print the permit for the glacier tongue twice: one for the ranger at the hut, one for the car. A photo on a phone is not accepted.',
    properties: [
      { name: 'Owner', text: 'Ines' },
      { name: 'Shoot', text: '24–25 Nov' },
      { name: 'Location', text: 'Sólheimajökull' },
      { name: 'For', text: 'Why glaciers sing' },
      { name: 'Status', text: 'Ready to go' },
    ],
    html: () => checklist,
  },
  {
    title: 'Weekly, 13 November',
    icon: '🗓️',
    parent: 'Meetings',
    daysAgo: 7,
    text: 'Ines asked whether the permit also covers the drone. It does below 120 m, but not over the glacier lagoon before 1 December.',
    html: () =>
      paragraphs(
        'Ines asked whether the permit also covers the drone. It does below 120 m, but not over the glacier lagoon before 1 December.',
      ),
  },
  {
    title: 'Why glaciers sing',
    icon: '🎬',
    parent: 'In work',
    daysAgo: 0.1,
    text: 'Story Direction: open on the contact microphone frozen into the ice. Show the permit sign only if in focus.',
    html: () => paragraphs('Open on the contact microphone frozen into the ice. Show the permit sign only if in focus.'),
  },
  {
    title: 'Northwind Museum: scope and rights',
    icon: '🏛️',
    parent: 'Northwind Museum',
    daysAgo: 3,
    text: 'Location permits are ours to get, fees are passed on at cost. The glacier sequence may be shown in the museum for five years.',
    html: () => paragraphs('Location permits are ours to get, fees are passed on at cost.'),
  },
  {
    title: 'Iceland, October: receipts',
    icon: '🧾',
    parent: 'Travel',
    daysAgo: 22,
    text: 'Film permit, national park: 19,000 ISK. Guide for the glacier, one day: 74,500 ISK. Fuel: 22,310 ISK.',
    html: () => paragraphs('Film permit, national park: 19,000 ISK. Guide for the glacier, one day: 74,500 ISK.'),
  },
  {
    title: 'Permits and who to call',
    icon: '📋',
    parent: 'Shot lists',
    daysAgo: 48,
    text: 'For every glacier south of the ring road, write to the park office three weeks ahead.',
    html: () => paragraphs('For every glacier south of the ring road, write to the park office three weeks ahead.'),
  },
];
