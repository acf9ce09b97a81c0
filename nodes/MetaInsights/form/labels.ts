import { labelOf } from '../../shared/form/label';
import { getForm } from './reportForm';

/** How people know a field of a report, wherever what is wrong with it comes out; Get has all that Start has. */
export const labelInReport = (path: readonly PropertyKey[]): string => labelOf(getForm.properties, path);
