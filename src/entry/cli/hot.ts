/**
 * What every `galley review` loads. The bundler puts all of this, and all that it imports, into one file: many small
 * ones take longer to find and to link than to read.
 */
import './run-cli.ts';
import './review-command.ts';
import '../../report/render-pretty.ts';
