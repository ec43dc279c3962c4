// Runs the script of whoever checks, and tells when its promise is settled.
const done = arguments[arguments.length - 1];
(async () => { /* script */
})().then(() => done(null), (error) => done(String(error)));
