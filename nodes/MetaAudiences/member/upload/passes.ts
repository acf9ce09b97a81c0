import type { Session } from '../../../shared/node/session/session';
import { InputProblem } from '../../../shared/form/problem';
import { ProcessMemory } from '../../../shared/memory';
import { targetName, type UploadTarget } from './upload';

/** Lists that a process remembers as replaced. */
const REMEMBERED_LISTS = 1_000;

/** By execution and list: in which run of which step. All runs of an execution are of one process, but for those after a wait. */
const replacedBy = new ProcessMemory<string>(REMEMBERED_LISTS);

/**
 * That a list is replaced once in an execution. In a loop each pass would take out whom the one before has sent, and the
 * last part would be all of the list. Retry On Fail is the same run.
 */
export class Passes {
	private readonly key: string | null;
	private readonly pass: string;

	constructor({ n8n }: Session, target: UploadTarget) {
		const execution = n8n.getExecutionId();
		this.key = execution ? `${execution} ${targetName(target)}` : null;
		this.pass = `${n8n.getNode().id} ${n8n.getWorkflowDataProxy(0).$runIndex}`;
	}

	problem(): InputProblem | null {
		const other = this.key === null ? undefined : replacedBy.recall(this.key);
		if (other === undefined || other === this.pass) return null;
		return new InputProblem(
			['audience'],
			'was already replaced in this execution, and would keep only the contacts of this pass',
			'Give this step all contacts at once: behind Loop Over Items, connect it to the output Done. To add in parts, use Add.',
		);
	}

	/** The list has the contacts of this pass. */
	note(): void {
		if (this.key !== null) replacedBy.remember(this.key, this.pass);
	}
}
