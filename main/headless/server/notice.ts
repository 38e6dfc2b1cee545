/** For a browser that has not been let in: what this is and what to do, nothing about the shop. */
export const noticePage = (nonce: string): string => `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Counterfoil</title>
<style nonce="${nonce}">
:root { color-scheme: light dark; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: light-dark(#eef2ec, #11181a); color: light-dark(#16232a, #e9efeb); font: 400 15px/24px "Segoe UI", system-ui, sans-serif; }
main { max-width: 46ch; margin: 24px; padding: 24px 32px; background: light-dark(#fcfdfb, #182124); border: 1px solid light-dark(#d6ded2, #2c3a3f); border-radius: 6px; }
h1 { margin: 0 0 8px; font: 600 22px/28px Georgia, "Noto Serif", serif; }
p { margin: 8px 0 0; }
</style>
</head>
<body>
<main>
<h1>Open Counterfoil by its link</h1>
<p>This page belongs to one person on this PC, so it opens only by the link that Counterfoil shows when it starts.</p>
<p>Look where Counterfoil was started and open the newest link there. A link from an earlier start no longer works.</p>
</main>
</body>
</html>
`;

/** Leaves the link's token behind. A redirect would not do: a link followed from another site sends no strict cookie along. */
export const welcomePage = `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="refresh" content="0;url=/">
<title>Counterfoil</title>
</head>
<body><p><a href="/">Open Counterfoil</a></p></body>
</html>
`;
