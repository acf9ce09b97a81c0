import type { Domain } from '../graph/handlers/domain.mts';
import {
	createCustomConversion,
	customConversions,
	customConversionType,
	updateCustomConversion,
} from './customConversions.mts';
import { receiveEvents } from './receive.mts';
import { seedConversions } from './seedConversions.mts';
import { datasetStats } from './stats.mts';

/** What happens on websites and elsewhere: events that datasets take, and the conversions defined on them. */
export const datasetDomain = {
	types: { CustomConversion: customConversionType },
	edges: { AdAccount: { customconversions: customConversions }, AdsPixel: { stats: datasetStats } },
	writes: {
		AdsPixel: { 'POST events': receiveEvents },
		AdAccount: { 'POST customconversions': createCustomConversion },
		CustomConversion: { 'POST ': updateCustomConversion },
	},
	firstIds: { CustomConversion: 3202000000000001n },
	seed: seedConversions,
} satisfies Domain;
