import type { OperationTable } from '../shared/node/operation';
import { leadForm } from './form';
import { lead } from './lead';
import { page } from './page';
import { testLead } from './testLead';

/** The node's resources: its menu, and what a step runs. Leads come first: they are what people come for. */
export const metaLeadsOperations: OperationTable = [lead, leadForm, page, testLead];
