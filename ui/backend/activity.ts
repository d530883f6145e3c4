/** What the window asks of the core about what is going on and what went on. The shapes are the shell's own. */
import type { Changed, Problem, ReportFormat, Traffic, What } from './bindings';

export type { Changed, LookingLater, Problem, ReportFormat, Traffic, TrafficSpan, What } from './bindings';

export interface Activity {
  /** `onChange` is called from now on when something in the memory has changed. */
  hearChanges(onChange: (changed: Changed) => void): Promise<void>;
  /** What was sent to Notion over the last minutes, and what waited for it. */
  traffic(connection: string): Promise<Traffic>;
  /** What could not be had and still cannot: failures first, then the newest. */
  problems(connection: string): Promise<Problem[]>;
  /** Reads one of these again; answers with the run to watch. */
  retryProblem(connection: string, what: What, id: string): Promise<string>;
  /** Puts the account of a run into the downloads; answers with the name of the file there. */
  saveRunReport(run: string, format: ReportFormat): Promise<string>;
}
