"""How a web page looks: a column of text, or blocks side by side where there is room; light or dark as the system is,
and light on paper. Faces are those of the reader’s system.
"""

STYLE = """\
:root { color-scheme: light dark; --paper: #fff; --ground: #f6f4ef; --ink: #1a1c20; --soft: #41464e; --line: #b7b4ac;
  --rule: #1a1c20; --mark: #174a8c; --mark-ground: #d9e8f8; --link: #174a8c; }
@media (prefers-color-scheme: dark) { :root { --paper: #1f2227; --ground: #15171b; --ink: #eceae4; --soft: #bdc2ca;
  --line: #4c525c; --rule: #eceae4; --mark: #cfe2f8; --mark-ground: #22405f; --link: #9cc4f2; } }
* { box-sizing: border-box; }
html { font: 1.0625rem/1.5 "IBM Plex Sans", system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  background: var(--ground); color: var(--ink); -webkit-text-size-adjust: 100%; }
body { margin: 0; }
main { max-width: 78rem; margin: 0 auto; padding: 1.5rem 1.125rem 3rem; }
article + article { margin-top: 4rem; border-top: 3px solid var(--rule); padding-top: 2rem; }
h1, h2, h3, h4, p, ul, ol, dl, blockquote { margin: 0 0 0.625rem; }
h1, h2, h3, h4 { line-height: 1.2; text-wrap: balance; overflow-wrap: break-word; }
h1 { font-size: clamp(1.75rem, 1.3rem + 2.2vw, 2.75rem); letter-spacing: -0.015em; margin-bottom: 1rem; }
h2 { font-size: 1.1875rem; }
h3 { font-size: 1rem; margin-top: 1rem; }
h4 { font-size: 1rem; font-weight: 500; margin-top: 0.75rem; }
p, li, dd, td, th { overflow-wrap: break-word; hyphens: auto; }
span[lang] { display: block; color: var(--soft); font-weight: 400; font-size: 0.92em; }
header { margin-bottom: 1.75rem; }
header p { color: var(--soft); max-width: 44rem; }
header ul, .blocks > ul { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 0.125rem 2rem;
  color: var(--soft); }
.kicker { font-size: 0.9375rem; font-weight: 600; margin-bottom: 0.25rem; }
dl { display: grid; gap: 0.5rem 2rem; grid-template-columns: repeat(auto-fill, minmax(min(13rem, 100%), 1fr)); }
dt { font-size: 0.875rem; color: var(--soft); }
dd { margin: 0; font-weight: 500; }
section dl { grid-template-columns: 1fr; }
section dd { font-weight: 400; }
.reading { max-width: 48rem; margin-inline: auto; }
.text section { margin-bottom: 1.5rem; }
.text h2 { font-size: 1.375rem; margin-top: 2rem; }
.blocks section { background: var(--paper); border-top: 3px solid var(--rule); padding: 0.875rem 1rem 0.5rem;
  margin-bottom: 1.125rem; break-inside: avoid; }
.blocks .bare { background: none; border: 0; padding: 0; }
.blocks section section { border: 0; padding: 0; margin: 0; }
@media (min-width: 46rem) { .blocks { columns: 2; column-gap: 1.125rem; } main { padding: 2.5rem 2rem 4rem; } }
@media (min-width: 72rem) { .blocks { columns: 3; } }
ul, ol { padding-left: 1.25rem; }
li { margin-bottom: 0.375rem; }
li > p { margin-bottom: 0.25rem; }
li > p:last-child { margin-bottom: 0; }
li ul, li ol { margin: 0.375rem 0 0; }
li::marker { color: var(--soft); }
.marked { list-style: none; padding-left: 0; }
.mark { display: inline-block; min-width: 1.5rem; padding: 0 0.3125rem; border-radius: 0.75rem; text-align: center;
  font-size: 0.8125rem; font-weight: 600; line-height: 1.375rem; background: var(--mark-ground); color: var(--mark); }
.boxes { list-style: none; padding-left: 0; }
.box { position: relative; padding-left: 1.625rem; }
.box::before { content: ""; position: absolute; left: 0; top: 0.3125rem; width: 0.9375rem; height: 0.9375rem;
  border: 2px solid var(--ink); border-radius: 2px; }
.box.on::before { background: linear-gradient(45deg, transparent 44%, var(--ink) 44% 56%, transparent 56%),
  linear-gradient(-45deg, transparent 44%, var(--ink) 44% 56%, transparent 56%); }
.state { color: var(--soft); font-size: 0.875rem; margin-left: 0.5rem; }
.shown { color: var(--soft); font-size: 0.9375rem; border-left: 3px solid var(--line); padding-left: 0.625rem; }
p + .shown { margin-top: -0.375rem; }
li > .shown { border: 0; padding: 0; }
.guide { color: var(--soft); font-size: 0.875rem; font-style: italic; }
blockquote { font-size: 1.125rem; font-style: italic; padding-left: 0.875rem; border-left: 3px solid var(--rule); }
img { max-width: 100%; height: auto; border-radius: 3px; display: block; margin-bottom: 0.625rem; }
.table { overflow-x: auto; margin: 0.75rem 0 1.25rem; }
table { border-collapse: collapse; width: 100%; font-size: 0.9375rem; line-height: 1.4; }
th, td { text-align: left; vertical-align: top; padding: 0.4375rem 0.75rem 0.4375rem 0; min-width: 6.5rem;
  border-top: 1px solid var(--line); }
th[scope=rowgroup], td[colspan] { padding-top: 1rem; font-weight: 600; }
thead th, thead td { border-top: 0; border-bottom: 2px solid var(--rule); vertical-align: bottom; }
td p, th p { margin-bottom: 0.25rem; }
.below { margin-top: 1.5rem; }
.below ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; }
.below p { font-size: 0.9375rem; font-weight: 600; margin: 0.75rem 0 0.375rem; }
footer { margin-top: 2rem; font-size: 0.875rem; color: var(--soft); max-width: 44rem; }
footer p { margin-bottom: 0.25rem; }
a { color: var(--link); overflow-wrap: anywhere; }
a:focus-visible, .table:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@page { margin: 16mm 15mm 18mm; }
@media print { :root { color-scheme: light; --paper: #fff; --ground: #fff; --ink: #1a1c20; --soft: #41464e;
  --line: #b7b4ac; --rule: #1a1c20; --mark: #174a8c; --mark-ground: #fff; --link: #1a1c20; }
  html { font-size: 10.5pt; } main { max-width: none; padding: 0; } .mark { border: 1px solid currentColor; }
  .blocks { columns: 2; column-gap: 7mm; } .blocks section { padding: 2mm 0 0; border-top-width: 1.5pt; }
  h2, h3, h4 { break-after: avoid; } li, tr, .shown { break-inside: avoid; } article + article { break-before: page; }
  .table { overflow: visible; } th, td { min-width: 0; } }
"""
