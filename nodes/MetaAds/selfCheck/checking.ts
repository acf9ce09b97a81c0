import { checkSteps } from './steps/checkSteps';
import { readSteps } from './steps/readSteps';
import { sandboxSteps } from './steps/sandboxSteps';
import type { Step } from './steps/step';

/** What the self-check does, apart from its form: it is read when somebody runs it. */
export { carryOut } from './carryOut';
export { planRow, resultRow } from './report/result';

export const steps: readonly Step[] = [...readSteps, ...checkSteps, ...sandboxSteps];
