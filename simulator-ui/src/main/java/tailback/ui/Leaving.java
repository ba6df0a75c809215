package tailback.ui;

import java.nio.file.Path;
import java.util.List;
import tailback.ui.editor.EditorPane;
import tailback.ui.incident.Story;

/** Where one can go from a workbench, and what is asked of the window around it. */
public interface Leaving {
  /** To the library. */
  void library();

  /** To a file that somebody chooses. */
  void choose();

  /** To another scenario, or this one with other settings; the time stays where it can. */
  void open(Path file, List<List<String>> runs, double at, Opening.Mode mode);

  /** Plays what stands in an editor, which stays beside it; the time stays where it can. */
  void play(EditorPane editor);

  /** The incident of a scenario, as far as it was played. */
  Story story(Session session);

  /** To the other colours. */
  void theme();

  /** Writes a picture of the window. */
  void picture();

  /** Writes a moving picture of the window. */
  void film();
}
