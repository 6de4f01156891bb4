/**
 * The one style of a screen, sent within its page: a display that has lost the network still has it. Sizes are shares of the
 * shorter side (`vmin`), none under 5: `legible.ts` says why. On a telephone, letters are as large as elsewhere, and the page
 * is read by scrolling. Colours are those of the house's stylesheet.
 */
export const SCREEN_STYLE = `:root{color-scheme:light dark;--paper:#f8f6f1;--deep:#e6e0d2;--ink:#14232c;--soft:#44545c;--water:#0b5768;--shine:#d9e6e8;--sky:#f8f6f1;--haze:#f0dcc0;--far:#b9c9cd;--far-line:#5f7780;--near:#2f7f90;--near-down:#1b6475;--nearest:#0b4251;--sun:#e0a04a;--moon:#8fa3ad;--cold:#285a86;--right:#8a8577;--warm:#99263c;--alert:#99263c;--mat:#fff;--glow-0:#285a86;--glow-1:#7fa6c6;--glow-2:#f0c873;--glow-3:#e0913f;--glow-4:#b53d3d}
@media (prefers-color-scheme:dark){:root:not([data-look=light]){--paper:#0f191f;--deep:#0a1216;--ink:#f0f1ec;--soft:#b4c0c4;--water:#86cad6;--shine:#17303a;--sky:#0f191f;--haze:#2b2f3a;--far:#31454e;--far-line:#9db2ba;--near:#4b97a5;--near-down:#2b6d7a;--nearest:#173f4a;--sun:#e0a04a;--moon:#d7dde0;--cold:#8fbde6;--right:#8d8a80;--warm:#ea8f98;--alert:#f2a1a8;--mat:#e9ebe6;--glow-0:#5d93c4;--glow-1:#a3c3dc;--glow-2:#f3d58d;--glow-3:#eba458;--glow-4:#dd6a62}}
:root[data-look=dark]{color-scheme:dark;--paper:#0f191f;--deep:#0a1216;--ink:#f0f1ec;--soft:#b4c0c4;--water:#86cad6;--shine:#17303a;--sky:#0f191f;--haze:#2b2f3a;--far:#31454e;--far-line:#9db2ba;--near:#4b97a5;--near-down:#2b6d7a;--nearest:#173f4a;--moon:#d7dde0;--cold:#8fbde6;--right:#8d8a80;--warm:#ea8f98;--alert:#f2a1a8;--mat:#e9ebe6;--glow-0:#5d93c4;--glow-1:#a3c3dc;--glow-2:#f3d58d;--glow-3:#eba458;--glow-4:#dd6a62}
:root[data-look=light]{color-scheme:light}
*{box-sizing:border-box;margin:0;padding:0}
html{background:var(--paper);color:var(--ink)}
body{font:500 max(5vmin,1rem)/1.28 system-ui,-apple-system,"Segoe UI","Noto Sans","PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;overflow-wrap:anywhere}
main{display:grid;grid-template-columns:minmax(0,1fr);grid-template-rows:auto minmax(0,1fr) auto;height:100vh;height:100dvh;padding:3.4vmin 4.4vmin 2.6vmin;gap:2vmin;overflow:hidden;animation:come 1.6s ease-out}
@keyframes come{from{opacity:0}to{opacity:1}}
@media (prefers-reduced-motion:reduce){main{animation:none}}
.shift-1{transform:translate(.4vmin,.3vmin)}.shift-2{transform:translate(.6vmin,-.2vmin)}.shift-3{transform:translate(.2vmin,-.6vmin)}.shift-4{transform:translate(-.3vmin,-.4vmin)}.shift-5{transform:translate(-.6vmin,.1vmin)}.shift-6{transform:translate(-.4vmin,.5vmin)}.shift-7{transform:translate(.1vmin,.6vmin)}
header,footer{display:flex;justify-content:space-between;gap:.2em 1.2em;flex-wrap:wrap;color:var(--soft)}
header p:first-child{color:var(--ink);font-weight:650}
h1{font-size:max(7.6vmin,1.6rem);line-height:1.1;font-weight:700;letter-spacing:-.01em}
.lead{font-size:max(6.2vmin,1.25rem);line-height:1.22}
.soft{color:var(--soft)}
.old,.lost{color:var(--alert);font-weight:650}
[hidden]{display:none!important}
.scene{display:flex;flex-direction:column;gap:1.6vmin;min-height:0;min-width:0}
.scene>svg{flex:1 1 0;min-height:0;width:100%}
.energy{display:grid;grid-template-rows:auto minmax(0,1fr);gap:1.2vmin}
.words{display:flex;flex-direction:column;gap:.7vmin}
.key{display:flex;gap:.55em;align-items:baseline}
.key::before{content:"";flex:none;width:.8em;height:.8em;border-radius:.14em;background:var(--near)}
.key.is-expected::before{background:var(--far);outline:.06em solid var(--far-line)}
.key.cold::before{background:var(--cold);border-radius:50%}.key.right::before{background:var(--right);border-radius:50%}.key.warm::before{background:var(--warm);border-radius:50%}
.keys{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.2em .8em;font-size:max(5.6vmin,1.15rem)}
main.on-energy{padding-bottom:0;row-gap:1.2vmin}main.on-energy>footer{position:relative;color:var(--ink)}main.on-energy>footer>p{padding-bottom:2.4vmin}
svg.land{display:block;width:calc(100% + 10.8vmin);height:calc(100% + 2.2vmin);margin:0 -5.4vmin -2.2vmin;overflow:hidden}
.nearest{fill:var(--nearest)}.key.is-part::before{background:var(--nearest)}
.haze-up{stop-color:var(--sky)}.haze-down{stop-color:var(--haze)}
.hill-up{stop-color:var(--near)}.hill-down{stop-color:var(--near-down)}
.sun{fill:var(--sun);opacity:.85}.moon{fill:var(--moon);opacity:.85}.crescent{overflow:visible}
.expected{fill:var(--far)}.expected-line{fill:none;stroke:var(--far-line);stroke-width:.45vmin;stroke-dasharray:.3vmin 1.1vmin;stroke-linecap:round;vector-effect:non-scaling-stroke}
.water{fill:var(--shine)}.mirrored{fill:var(--near);opacity:.28}.mirrored-expected{fill:var(--far);opacity:.35}
.ripple{fill:none;stroke:var(--paper);stroke-width:.3vmin;opacity:.7;stroke-linecap:round;vector-effect:non-scaling-stroke}
.shore{fill:var(--ink);font-weight:600}
.rooms{list-style:none;display:grid;grid-template-columns:repeat(3,1fr);gap:2.6vmin 4vmin;align-content:space-evenly;justify-items:start;flex:1 1 0;min-height:0;position:relative;margin-top:9vmin;padding:2vmin 5vmin;background:var(--deep)}
.rooms.count-1{grid-template-columns:1fr}.rooms.count-2,.rooms.count-4{grid-template-columns:1fr 1fr}
.rooms::before{content:"";position:absolute;inset-block-end:100%;inset-inline:-1.6vmin;height:9vmin;background:var(--near-down);clip-path:polygon(0 100%,16.6% 12%,33.3% 100%,33.3% 100%,50% 12%,66.6% 100%,66.6% 100%,83.3% 12%,100% 100%)}
.rooms li{display:flex;align-items:center;gap:2.4vmin;min-width:0}
.rooms svg{flex:none;width:19vmin;height:19vmin}
.rooms b{display:block;font-size:max(7vmin,1.3rem);line-height:1.12;font-variant-numeric:tabular-nums;white-space:nowrap}
.rooms span{line-height:1.12}
.pane{stroke:none}.bars{fill:none;stroke:var(--mat);stroke-width:2.2}
.warm-0 .pane{fill:var(--glow-0)}.warm-1 .pane{fill:var(--glow-1)}.warm-2 .pane{fill:var(--glow-2)}.warm-3 .pane{fill:var(--glow-3)}.warm-4 .pane{fill:var(--glow-4)}
.stone.cold{fill:var(--cold)}.stone.right{fill:var(--right)}.stone.warm{fill:var(--warm)}
blockquote{font-size:max(5.4vmin,1.15rem);line-height:1.24;border-inline-start:.7vmin solid var(--water);padding-inline-start:2.4vmin}
blockquote footer{display:block;font-size:max(5vmin,1rem)}
.stream{fill:none;stroke:var(--shine);stroke-width:26;stroke-linecap:round}
.step-done{fill:var(--near)}.step-light{fill:#fff;opacity:.14}.step-open{fill:var(--paper);stroke:var(--far-line);stroke-width:3;stroke-dasharray:7 8}
.act{flex-direction:row;align-items:center;gap:6vmin}
.act .words{flex:1 1 0;gap:2.2vmin}
.act figure{flex:none;width:min(52vmin,38%)}
.act figcaption{margin-top:1.4vmin;line-height:1.15}
.act svg,svg.square{display:block;width:100%;height:auto}
.square-paper{fill:#fff}.square-ink{fill:#000}
.work{align-items:center;justify-content:center;text-align:center}
.work figure{display:flex;flex-direction:column;align-items:center;justify-content:center;gap:2vmin;min-height:0;max-width:100%;flex:1 1 0}
.work img{display:block;flex:0 1 auto;min-height:0;max-width:100%;max-height:100%;object-fit:contain;filter:drop-shadow(0 .4vmin 1.4vmin rgb(0 0 0/.34))}
.work h1{font-size:max(6.2vmin,1.4rem)}.poem{white-space:pre-line;text-align:start;line-height:1.24}
.poem.large{font-size:max(7.2vmin,1.35rem)}.poem.middle{font-size:max(6vmin,1.2rem)}
.none{justify-content:center;gap:3vmin}
nav{position:absolute;inset-block-end:0;inset-inline:0;display:flex;flex-wrap:wrap;gap:.3em 1.2em;padding:.6em 4.4vmin;background:var(--deep);transform:translateY(110%)}
nav:focus-within,.held nav{transform:none}
.held{--bar:3.25rem}.held main{height:calc(100vh - var(--bar));height:calc(100dvh - var(--bar))}.held nav{font-size:1rem;min-height:var(--bar);padding-block:.25rem;align-items:center}
nav a{display:inline-flex;align-items:center;color:var(--water);min-height:2.75rem}
:focus-visible{outline:.6vmin solid #0a5bd0;outline-offset:.3vmin}
main[data-night]{background:#000;color:#000;position:fixed;inset:0;animation:none}
main[data-night] *{opacity:0}
@media (orientation:portrait){.energy{grid-template-rows:auto minmax(0,1fr)}.rooms,.rooms.count-4,.rooms.count-2{grid-template-columns:1fr}.act{flex-direction:column;align-items:stretch;justify-content:center}.act .words{flex:none}.act figure{width:64vmin;align-self:center}}
@media (max-width:44rem),(max-height:24rem){main,.held main{height:auto;overflow:visible;padding:1rem;gap:.75rem;transform:none!important}nav{position:static;transform:none;padding:.5rem 1rem}svg.land{margin:0 -1rem;width:calc(100% + 2rem);height:15rem;min-height:0}.rooms,.rooms.count-4,.rooms.count-2{grid-template-columns:1fr;flex:none}.rooms svg{width:2.75rem;height:2.75rem}.act{flex-direction:column;align-items:stretch}.act figure{width:min(16rem,100%)}.scene>svg{flex:none;height:auto}main[data-night]{position:static;background:none;color:inherit}main[data-night] *{opacity:1}}
@media (forced-colors:active){.expected,.far{fill:GrayText}.used,.step-done{fill:CanvasText}}`;
