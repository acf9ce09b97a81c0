import { expectNoAdPays } from '../unit/rotation/outages.mts';

// The outages of test/unit/rotation in more ad sets, the same each time: RUNS makes them more or fewer.

jest.setTimeout(1_800_000);

expectNoAdPays(Math.ceil(8 * Number(process.env.RUNS ?? 1)));
