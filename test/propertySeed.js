// A red run must be about the change that was made: property tests try the same cases every day. PROPERTY_SEED=random, or a number,
// has them try others; `npm run test:soak` always does.
const fc = require('fast-check');

const { PROPERTY_SEED = '1' } = process.env;
if (PROPERTY_SEED !== 'random') fc.configureGlobal({ seed: Number(PROPERTY_SEED) });
