import type { Targeting } from '../../../targeting/targetingJson';
import { entriesOf } from '../../../../shared/reading/json';
import { otherDevicesOf } from '../parts';
import { majorOf } from '../../../../shared/spec';

/** The first version that asks for it. */
const FIRST = 27;

/** Kinds of devices that a targeting can name (spec object Targeting). */
const deviceFields = ['user_device', 'user_os', 'excluded_user_device'];

/**
 * Since v27.0 new ad sets for sales that name mobile devices reach people on others as well. They do not when a switch
 * is off (Marketing API changelog, v27.0). The switch stands at `targeting_automation.individual_setting.device`
 * (release notes of facebook-nodejs-business-sdk, v27.0.0). It is never sent unasked, and people learn of it.
 */
export function reachesOtherDevices(targeting: Targeting, objective: string, version: string): boolean {
	if (objective !== 'OUTCOME_SALES' || !(majorOf(version) >= FIRST)) return false;
	if (otherDevicesOf(targeting) !== null) return false;
	return deviceFields.some((key) => entriesOf(targeting[key]).length > 0);
}

export const devicesHint =
	'With this API version Meta may show new ad sets for sales on other mobile devices than the ones that are named. To keep to them, add Other Mobile Devices under Targeting and leave it off.';
