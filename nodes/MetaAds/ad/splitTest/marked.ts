import { labelsWith } from '../../../meta/marks/marks';
import { testMark } from '../../../meta/marks/testMark';
import { changeObjects, type ObjectChange } from '../../../shared/adObject/change/changes';
import { labelNames, wantedLabels } from '../../../shared/adObject/change/wanted';
import type { AccountFacts, Session } from '../../../shared/node/session/session';
import { instantOf } from '../../../shared/reading/instants';
import { adSetKind } from '../../adSet/kind';
import type { MadeAd } from './makeTest';

/** What the rows say where a mark is missing. */
const UNMARKED =
	'Meta did not take the ad label that keeps other nodes from changing these ad sets. Add their IDs to Guards → Protected there.';

/**
 * Marks the ad sets of a test, so that steps of any workflow leave them as they are until it ends. What is marked already gets nothing.
 *
 * @param end as Meta writes moments
 * @returns what the rows have to say of it
 */
export async function markTested(
	session: Session,
	account: AccountFacts,
	testAds: ReadonlyArray<Pick<MadeAd, 'adSetId'>>,
	end: unknown,
): Promise<string> {
	const endsAt = instantOf(end);
	if (endsAt === null) return UNMARKED;
	const toChange = ({ adSetId: id }: Pick<MadeAd, 'adSetId'>): ObjectChange => ({
		...{ id, account, validateOnly: false, method: 'POST', exact: true },
		decide: (current) => {
			const mark = testMark(endsAt, id);
			const names = labelsWith(current, mark);
			if (names === null) return new Error(UNMARKED);
			return [{ ...wantedLabels(names), shownBy: ({ adlabels }) => labelNames(adlabels).includes(mark) }];
		},
	});
	const verdicts = await changeObjects(session, adSetKind, testAds.map(toChange), () => ({}));
	return verdicts.some(({ failure }) => failure !== undefined) ? UNMARKED : '';
}
