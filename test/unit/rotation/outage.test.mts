import { expectNoAdPays } from './outages.mts';

// A few of the ad sets: enough to see a rule break. All of them are a soak.
expectNoAdPays(3);
