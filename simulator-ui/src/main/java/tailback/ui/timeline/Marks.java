package tailback.ui.timeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * The moments of a scenario that somebody has marked, in the order of time. What is marked is kept
 * from one opening of the scenario to the next.
 */
public final class Marks {

  /** Two moments that are closer than this are one, seconds. */
  private static final double SAME = 1e-6;

  private static final int MOST = 500;

  private final MarkFile file;
  private final Consumer<String> told;
  private final List<Mark> marks = new ArrayList<>();
  private final List<Runnable> watching = new ArrayList<>();

  private Marks(MarkFile file, Consumer<String> told) {
    this.file = file;
    this.told = told;
  }

  /**
   * Those of a scenario.
   *
   * @param scenario its file
   * @param title its title
   * @param told is told, in a sentence, what could not be read or written
   */
  public static Marks of(Path scenario, String title, Consumer<String> told) {
    Marks marks = new Marks(MarkFile.of(scenario, title), told);
    try {
      marks.file.read().forEach(marks::put);
    } catch (IOException e) {
      told.accept("The marks of this scenario cannot be read. " + e.getMessage());
    }
    return marks;
  }

  /** From now on somebody is told when they change. */
  public void watch(Runnable changed) {
    watching.add(changed);
  }

  /** All of them, in the order of time. */
  public List<Mark> all() {
    return List.copyOf(marks);
  }

  /** The mark at a moment, seconds from time zero; null when there is none. */
  public Mark at(double seconds) {
    return marks.stream()
        .filter(mark -> Math.abs(mark.at() - seconds) < SAME)
        .findFirst()
        .orElse(null);
  }

  /** Marks a moment, or gives its mark another remark. */
  public void set(Mark mark) {
    if (at(mark.at()) == null && marks.size() >= MOST) {
      told.accept("There are " + MOST + " marks already; remove one first.");
      return;
    }
    put(mark);
    changed();
  }

  private void put(Mark mark) {
    marks.remove(at(mark.at()));
    marks.add(mark);
    marks.sort(Comparator.comparingDouble(Mark::at));
  }

  /** Takes a mark away. */
  public void remove(Mark mark) {
    if (marks.remove(mark)) {
      changed();
    }
  }

  private void changed() {
    watching.forEach(Runnable::run);
    try {
      file.write(marks);
    } catch (IOException e) {
      told.accept("The marks cannot be kept: " + e.getMessage());
    }
  }
}
