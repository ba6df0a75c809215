package tailback.experiment.finding;

import java.util.List;
import tailback.experiment.result.Results.Finding;

/** Looks for one thing that stands out in a run. */
interface Rule {

  /** What it found: nothing, or one finding for each resource that shows it. */
  List<Finding> look(Evidence evidence);
}
