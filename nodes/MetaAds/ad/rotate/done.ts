import type { IDataObject } from 'n8n-workflow';

import type { AdDecision } from './policy/rotation';

/** What became of one decision. */
export interface DecisionOutcome {
	readonly decision: AdDecision;
	/** The ad's row as it is now; none where nothing was to change or it failed. */
	readonly row?: IDataObject;
	readonly failure?: Error;
	/** Why a pause was not carried out after all: its successor is not live. */
	readonly heldBack?: string;
	/** Why a pause was taken back: nothing else was live any more. */
	readonly broughtBack?: string;
	/** What the look after a pause has to tell. */
	readonly afterwards?: string;
	/** Paused, and its ad set has no live ad: somebody has to see to it. */
	readonly stuck?: boolean;
}
