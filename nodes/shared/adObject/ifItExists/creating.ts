import type { Form } from '../../form/form';
import type { InputProblem } from '../../form/problem';
import type { GraphObject } from '../../graph/object';
import type { Job, Operation, Verdict } from '../../node/operation';
import type { Session } from '../../node/session/session';
import type { AdObjectKind } from '../kind';
import type { Place } from './namesakes';
import type { IfItExists } from './option';

/** What the form of every such create has. */
export interface NamedParams {
	readonly adAccount: string;
	readonly name: string;
	readonly options: { readonly ifItExists: IfItExists; readonly validateOnly: boolean };
}

export type Perform<P> = (
	session: Session,
	jobs: ReadonlyArray<Job<P>>,
	settings: unknown,
) => Promise<Array<Verdict | undefined>>;

/** How one kind of object is created, and what becomes of one that is there already. */
export interface Creating<P extends NamedParams> {
	readonly kind: AdObjectKind;
	/** The create's form: problems of an update are told at its fields. */
	readonly form: Form;
	/** What the object lies in, where names repeat from one to the next. */
	readonly parent?: (params: P) => Place['parent'];
	readonly create: Perform<P>;
	/** The kind's Update, with its comparisons, guards and proofs. */
	readonly update: Operation;
	/** The values Update has for an item; null where the form says nothing that it could change. */
	readonly asUpdate: (params: P, id: string) => unknown;
	/**
	 * What Update cannot change. It gives why the object that is there is not what the form asks for, or a sentence on
	 * what could not be compared.
	 */
	readonly judge: (session: Session, params: P, object: GraphObject) => Promise<InputProblem | string | null>;
	/** Whether an object is the one that the form makes, where its name can be a person's own. */
	readonly isIt?: (session: Session, params: P, object: GraphObject) => Promise<boolean>;
	/** Fields to read for that besides those of every row. */
	readonly judgedBy?: readonly string[];
}

/** An item whose object is there. */
export interface FoundObject<P> {
	readonly job: Job<P>;
	readonly id: string;
}
