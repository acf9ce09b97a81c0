import { checkSteps } from './checkSteps';
import { readSteps } from './readSteps';
import { sandboxSteps } from './sandboxSteps';
import type { Step } from './step';

/** What the self-check does, apart from its form: it is read when somebody runs it. */
export { carryOut } from './carryOut';
export { planRow, resultRow } from './result';

export const steps: readonly Step[] = [...readSteps, ...checkSteps, ...sandboxSteps];
