import { previewOperation } from '../preview/preview';
import { creativeKind } from './kind';

export const preview = previewOperation(creativeKind, 'Preview a creative', 'See a creative as people will, in the formats you choose, as HTML and as links');
