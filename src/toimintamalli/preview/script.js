// Asks once a second whether a file has changed, and shows the page anew when one has.
let seen;
setInterval(async () => {
  try {
    const stamp = await (await fetch("/stamp")).text();
    if (seen !== undefined && seen !== stamp) location.reload();
    seen = stamp;
  } catch {
    // The preview was stopped; when it runs again, the page goes on.
  }
}, 1000);
