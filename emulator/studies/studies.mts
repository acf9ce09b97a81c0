import { AdStudy as SdkAdStudy, AdStudyCell as SdkAdStudyCell } from 'facebook-nodejs-business-sdk';
import type { Domain } from '../graph/handlers/domain.mts';
import { edge, type Edge } from '../graph/handlers/edge.mts';
import { define } from '../graph/handlers/nodeType.mts';
import { graphTime } from '../graph/language/dates.mts';
import type { World } from '../world/world.mts';
import { createStudy } from './createStudy.mts';
import type { AdStudy } from './studyModel.mts';

const studyType = define('AdStudy', {
	sdkFields: SdkAdStudy.Fields,
	// Marked "default" in Meta's reference (reference/ad-study, Fields).
	defaults: ['description', 'end_time', 'name', 'start_time'],
	readers: {
		id: ({ id }) => id,
		name: ({ name }) => name,
		description: ({ description }) => description,
		type: ({ type }) => type,
		business: ({ business: { id, name } }) => ({ id, name }),
		start_time: ({ startTime }) => graphTime(startTime, 'UTC'),
		end_time: ({ endTime }) => graphTime(endTime, 'UTC'),
		canceled_time: ({ canceledTime }) => canceledTime && graphTime(canceledTime, 'UTC'),
		created_time: ({ createdTime }) => graphTime(createdTime, 'UTC'),
		updated_time: ({ updatedTime }) => graphTime(updatedTime, 'UTC'),
	},
});

const cellType = define('AdStudyCell', {
	sdkFields: SdkAdStudyCell.Fields,
	defaults: ['name'],
	readers: {
		id: ({ id }) => id,
		name: ({ name }) => name,
		treatment_percentage: ({ treatmentPercentage }) => treatmentPercentage,
		ad_entities_count: ({ adSetIds }) => adSetIds.length,
	},
});

const cellsOf = (world: World, study: AdStudy) =>
	world.all('AdStudyCell').filter(({ studyId }) => studyId === study.id);

/** The studies with an ad set that passes. */
const studiesWith = (world: World, isOne: (adSetId: string) => boolean): AdStudy[] =>
	world.all('AdStudy').filter((study) => cellsOf(world, study).some(({ adSetIds }) => adSetIds.some(isOne)));

const studyList: Omit<Edge, 'rows'> = { to: 'AdStudy', order: 'newest', isAds: true };

/** Studies and their cells: spec objects Business, AdAccount, AdSet and AdStudy; Meta: reference/ad-study, Reading. */
export const studyDomain = {
	types: { AdStudy: studyType, AdStudyCell: cellType },
	edges: {
		Business: {
			ad_studies: edge<'Business'>(studyList, ({ id }, { world }) =>
				world.all('AdStudy').filter(({ business }) => business.id === id),
			),
		},
		AdAccount: {
			ad_studies: edge<'AdAccount'>(studyList, (account, { world }) =>
				studiesWith(world, (id) => world.get('AdSet', id).account.id === account.id),
			),
		},
		AdSet: {
			ad_studies: edge<'AdSet'>(studyList, (adSet, { world }) => studiesWith(world, (id) => id === adSet.id)),
		},
		AdStudy: {
			cells: edge<'AdStudy'>({ to: 'AdStudyCell', order: 'oldest', isAds: true }, (study, { world }) =>
				cellsOf(world, study),
			),
		},
		AdStudyCell: {
			adsets: edge<'AdStudyCell'>({ to: 'AdSet', order: 'oldest', isAds: true }, ({ adSetIds }, { world }) =>
				adSetIds.map((id) => world.get('AdSet', id)),
			),
		},
	},
	writes: { Business: { 'POST ad_studies': createStudy } },
	firstIds: { AdStudy: 3301000000000001n, AdStudyCell: 3302000000000001n },
} satisfies Domain;
