import type { GraphObject } from '../../../shared/graph/object';
import type { GraphParams } from '../../../shared/graph/request';
import { recordOf } from '../../../shared/reading/json';
import { advantageOf, otherDevicesOf } from './parts';

/** Whom Meta shows the ads of a new ad set to, although nobody said so. */
export function unaskedOfAdSet(sentParams: GraphParams, adSet: GraphObject): string[] {
	const [sentTargeting, shownTargeting] = [recordOf(sentParams.targeting), recordOf(adSet.targeting)];
	const ages = shownTargeting.user_age_unknown === true && sentTargeting.user_age_unknown === undefined;
	const devices = otherDevicesOf(shownTargeting) === true && otherDevicesOf(sentTargeting) === null;
	return [
		...(advantageOf(shownTargeting) && !advantageOf(sentTargeting) ? ['Advantage+ Audience is on'] : []),
		...(devices ? ['ads reach other mobile devices (Targeting → Other Mobile Devices)'] : []),
		...(ages ? ['WhatsApp Status reaches people of unknown age (Targeting → People of Unknown Age)'] : []),
	];
}
