import type { AccountFacts, Session } from '../../shared/node/session';
import type { Asked } from './asked';
import type { ReportForm } from './reportForm';

/** One report of one account: what was asked for, and who is told about it. */
export interface ReportContext {
	readonly session: Session;
	readonly form: ReportForm;
	readonly asked: Asked;
	readonly account: AccountFacts;
	/** The instant the numbers are of, in ms; by default now. */
	readonly asOf?: number;
	/** Lines for the output pane. */
	readonly tell: (sentence: string) => void;
}
