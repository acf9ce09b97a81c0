import type { GraphObject } from '../../shared/graph/object';
import type { LearningStage } from '../policy/state';
import { entryOf } from '../../shared/record';

/**
 * Stages as Meta names them (Ad Campaign Learning Stage Info reference); absent for dynamic creative and some
 * accounts.
 */
const stages: Readonly<Record<string, LearningStage>> = { LEARNING: 'learning', SUCCESS: 'learned', FAIL: 'limited' };

const learningInfo = (adSet: GraphObject): GraphObject => (adSet.learning_stage_info ?? {}) as GraphObject;

export const stageOf = (adSet: GraphObject): LearningStage => entryOf(stages, learningInfo(adSet).status) ?? 'unknown';

/** When the learning of each ad set last began, in UNIX seconds. */
export const learningSince = (adSets: readonly GraphObject[]): ReadonlyMap<string, number> =>
	new Map(
		adSets.flatMap((adSet) => {
			const since = Number(learningInfo(adSet).last_sig_edit_ts);
			return Number.isFinite(since) && since > 0 ? [[String(adSet.id), since] as const] : [];
		}),
	);
