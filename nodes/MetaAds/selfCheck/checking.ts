import { checkSteps } from './steps/checkSteps';
import { readSteps } from './steps/readSteps';
import { sandboxSteps } from './steps/sandboxSteps';
import type { CheckStep } from './steps/step';

/** What the self-check does, apart from its form: it is read when somebody runs it. */
export { carryOutCheck } from './carryOut';
export { planRow, resultRow } from './report/result';

export const steps: readonly CheckStep[] = [...readSteps, ...checkSteps, ...sandboxSteps];
