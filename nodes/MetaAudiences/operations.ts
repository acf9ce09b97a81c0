import type { OperationTable } from '../shared/node/operation';
import { audienceResource } from './audience';
import { lookalikeResource } from './lookalike';
import { memberResource } from './member';

/** The node's resources, by name: its menu, and what a step runs. */
export const metaAudiencesOperations: OperationTable = [audienceResource, lookalikeResource, memberResource];
