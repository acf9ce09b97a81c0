import { union, uniq } from 'lodash';

import type { Targeting } from '../../../targeting/targetingJson';
import { AUTOMATIC_PLACEMENTS } from './choices';
import type { TargetingPart } from '../part';
import { listAt, put, sameEntries } from '../tree';

const platforms = ['facebook', 'instagram', 'messenger', 'audience_network', 'threads', 'whatsapp'];

const positionsKey = (platform: string): string => `${platform}_positions`;

/** Placements as `platform:position`, a platform without positions alone; none means automatic. */
export const placementsOf = (targeting: Targeting): string[] =>
	listAt(targeting, 'publisher_platforms')
		.map(String)
		.flatMap((platform) => {
			const positions = listAt(targeting, positionsKey(platform));
			return positions.length > 0 ? positions.map((position) => `${platform}:${String(position)}`) : [platform];
		});

const platformOf = (placement: string): string => placement.split(':', 1).join('');

/** Positions chosen on one platform. */
const positionsOn = (platform: string, placements: readonly string[]): string[] =>
	placements.flatMap((placement) =>
		placement.startsWith(`${platform}:`) ? [placement.slice(platform.length + 1)] : [],
	);

export function placementsPart(placements: readonly string[]): TargetingPart {
	const manual = placements.filter((placement) => placement !== AUTOMATIC_PLACEMENTS);
	const usedPlatforms = uniq(manual.map(platformOf));
	return {
		field: 'placements',
		label: 'Placements',
		set: (targeting) =>
			union(platforms, usedPlatforms).reduce<Targeting>(
				(next, platform) => put(next, [positionsKey(platform)], positionsOn(platform, manual)),
				put(targeting, ['publisher_platforms'], usedPlatforms),
			),
		shownBy: (targeting) => sameEntries(placementsOf(targeting), manual),
		inWords: (targeting) => placementsOf(targeting).join(', ') || 'automatic',
	};
}
