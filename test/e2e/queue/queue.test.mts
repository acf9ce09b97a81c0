import { eventsOnTwoWorkers } from './events.mts';
import { existsOnTwoWorkers } from './exists.mts';
import { guardOnTwoWorkers } from './guard.mts';
import { hoursAndStepsOnTwoWorkers } from './hoursAndSteps.mts';
import { killedOnTwoWorkers } from './killed.mts';
import { closeTwoWorkers } from './twoWorkers.mts';

jest.setTimeout(400_000);

afterAll(closeTwoWorkers);

describe('a step of the guard, on two workers of a real n8n in queue mode', guardOnTwoWorkers);
describe('hours, a stop-loss and a raise, on two workers of a real n8n in queue mode', hoursAndStepsOnTwoWorkers);
describe('If It Exists, on two workers of a real n8n in queue mode', existsOnTwoWorkers);
describe('events, on two workers of a real n8n in queue mode', eventsOnTwoWorkers);
describe('a killed worker of a real n8n in queue mode', killedOnTwoWorkers);
