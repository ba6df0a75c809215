package tailback.ui.incident;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import tailback.experiment.result.Results;
import tailback.experiment.result.Results.Expected;
import tailback.scenario.Scenario;
import tailback.scenario.Scenario.Variant;

/** Plays an incident beside the stage: page, look, name it, fix, see. */
public final class IncidentPane extends VBox {

  private final Story story;
  private final Watching watching;
  private final HBox beats = new HBox(3);
  private final Sheet sheet = new Sheet();
  private Button hint;
  private int hints;
  private int turned;

  /** What the pane has the rest of the window do. */
  public interface Watching {
    /** Lights these parts alone; null: everything. */
    void light(Set<String> parts);

    /** Shows a part in the light of day. */
    void look(String part);

    /** Plays a fix beside the scenario as it is. */
    void compare(String variant);

    /** The incident is solved. */
    void solved();
  }

  /** An incident; {@link #go} begins it. */
  public IncidentPane(Story story, Watching watching) {
    super(10);
    this.story = story;
    this.watching = watching;
    setId("incident");
    getChildren().addAll(beats, sheet);
  }

  /** Goes to a beat; the texts of it follow when they are known. */
  public CompletableFuture<Void> go(Beat beat) {
    turned++;
    story.go(beat);
    beats.getChildren().clear();
    for (Beat each : Beat.values()) {
      if (each != Beat.DEBRIEF) {
        Label step = new Label(each.title());
        step.getStyleClass().add("chip");
        step.setOpacity(each.ordinal() <= beat.ordinal() ? 1 : 0.45);
        step.setMinWidth(Region.USE_PREF_SIZE);
        if (each == beat) {
          step.setStyle(
              "-fx-border-color: -color-accent-emphasis; -fx-text-fill: -color-fg-default;");
        }
        beats.getChildren().add(step);
      }
    }
    sheet.clear();
    hint = null;
    return switch (beat) {
      case PAGE -> page();
      case LOOK -> look();
      case NAME -> name();
      case FIX -> fix();
      case SEE -> see();
      case DEBRIEF -> debrief();
    };
  }

  /** Makes the choice of that number, from 1; false when there is none. */
  public boolean choose(int number) {
    return sheet.choose(number);
  }

  /** Goes on to what comes next; false when there is nothing to go on to yet. */
  public boolean next() {
    return sheet.next();
  }

  /** Gives the next hint; false when there is none here. */
  public boolean hint() {
    if (hint == null) {
      return false;
    }
    hint.fire();
    return true;
  }

  /** The story so far. */
  public Story story() {
    return story;
  }

  // ---- the beats

  private CompletableFuture<Void> page() {
    watching.light(Set.of(""));
    return later(
        () -> story.told(story.incident().page()),
        text -> {
          sheet.big(text);
          sheet.onward("next", "Look around", () -> go(Beat.LOOK));
        });
  }

  private CompletableFuture<Void> look() {
    watching.light(story.looked());
    sheet.paragraph("Time is yours. Open what you want to see:");
    List<String> places = story.incident().look();
    for (String place : places == null ? List.<String>of() : places) {
      String mark = story.looked().contains(place) ? "✓ " : "";
      sheet.choice("look-" + place, mark + place, open -> looked(place, open));
    }
    hints();
    sheet.onward("next", "I know what it is", () -> go(Beat.NAME));
    return done();
  }

  private void looked(String place, Button open) {
    if (!story.looked().contains(place)) {
      story.look(place);
      open.setText(open.getText().replaceFirst("  ", "  ✓ "));
    }
    watching.light(story.looked());
    watching.look(place);
  }

  private CompletableFuture<Void> name() {
    watching.light(null);
    return later(
        () -> story.told(story.incident().ask()),
        question -> {
          sheet.big(question);
          int[] end = new int[1];
          for (int i = 0; i < story.incident().answers().size(); i++) {
            int index = i;
            sheet.choice(
                "answer-" + i,
                story.incident().answers().get(i).say(),
                answer -> answered(index, answer, end[0]));
          }
          hints();
          end[0] = sheet.length();
        });
  }

  private void answered(int index, Button answer, int end) {
    later(
        () -> story.answer(index),
        because -> {
          boolean right = story.isRight(index);
          sheet.cut(end);
          sheet.strong(right ? "Right." : "No.");
          sheet.paragraph(because);
          answer.getStyleClass().add(right ? "success" : "danger");
          if (right) {
            sheet.onward("next", "Fix it", () -> go(Beat.FIX));
          }
        });
  }

  private CompletableFuture<Void> fix() {
    watching.light(null);
    sheet.big("What do you change?");
    int number = 1;
    for (Variant each : story.fixes()) {
      String mark = story.tried().contains(each.name()) ? "✓ " : "";
      sheet.choice("fix-" + number++, mark + each.name(), fix -> attempt(each));
    }
    return done();
  }

  private void attempt(Variant fix) {
    sheet.clear();
    sheet.paragraph("Simulating " + fix.name() + " on the very same requests …");
    later(
        () -> {
          story.attempt(fix);
          return "";
        },
        text -> go(Beat.SEE));
  }

  private CompletableFuture<Void> see() {
    Story.Tried tried = story.last();
    if (tried == null) {
      return go(Beat.FIX);
    }
    sheet.big(tried.variant().name());
    sheet.strong(
        switch (tried.variant().verdict()) {
          case RIGHT -> "It works.";
          case PARTIAL -> "It helps, in part.";
          case WRONG -> "It does not work.";
        });
    Results before = tried.before();
    Results after = tried.after();
    sheet.row(
        "completed", count(before.requests().completed()), count(after.requests().completed()));
    sheet.row("failed", count(before.requests().failed()), count(after.requests().failed()));
    if (before.all() != null && after.all() != null) {
      sheet.row("p50", ms(before.all().latencyMs().p50()), ms(after.all().latencyMs().p50()));
      sheet.row("p95", ms(before.all().latencyMs().p95()), ms(after.all().latencyMs().p95()));
      sheet.row("p99", ms(before.all().latencyMs().p99()), ms(after.all().latencyMs().p99()));
    }
    if (!tried.why().isEmpty()) {
      sheet.paragraph(tried.why());
    }
    for (Expected each : tried.expectations()) {
      sheet.paragraph(
          (each.holds() ? "✓ " : "✗ ") + each.text() + "   measured " + each.measured());
    }
    sheet.choice("watch", "Watch A | B", pressed -> watching.compare(tried.variant().name()));
    sheet.choice("again", "Try another", pressed -> go(Beat.FIX));
    if (story.fixed()) {
      sheet.onward("debrief", "Debrief", () -> go(Beat.DEBRIEF));
    }
    return done();
  }

  private CompletableFuture<Void> debrief() {
    watching.light(null);
    watching.solved();
    Scenario.Incident incident = story.incident();
    return later(
        () ->
            (incident.debrief() == null ? "" : story.told(incident.debrief()))
                + "\t"
                + (incident.sayIt() == null ? "" : story.told(incident.sayIt())),
        both -> {
          String[] texts = both.split("\t", -1);
          sheet.strong("Solved.").setId("solved");
          sheet.paragraph(texts[0]);
          if (!texts[1].isEmpty()) {
            sheet.strong("Say it");
            sheet.paragraph("“" + texts[1] + "”");
          }
          sheet.paragraph(
              String.format(
                  Locale.ROOT,
                  "You tried %d of %d fixes, and answered wrongly %d times.",
                  story.tried().size(),
                  story.fixes().size(),
                  story.wrongAnswers()));
          sheet.choice("again", "Try another fix", pressed -> go(Beat.FIX));
        });
  }

  private void hints() {
    List<String> all = story.incident().hints();
    if (all == null || all.isEmpty()) {
      return;
    }
    hint =
        sheet.asking(
            "hint",
            "H  A hint",
            "Key H",
            shown -> {
              if (hints < all.size()) {
                String text = all.get(hints++);
                later(() -> story.told(text), shown);
              }
              hint.setDisable(hints >= all.size());
            });
  }

  // ---- pieces

  private static CompletableFuture<Void> done() {
    return CompletableFuture.completedFuture(null);
  }

  /** Works a text out on another thread, then shows it, unless the beat is another by then. */
  private CompletableFuture<Void> later(Supplier<String> work, Consumer<String> show) {
    CompletableFuture<Void> shown = new CompletableFuture<>();
    Label wait = sheet.paragraph("…");
    int asked = turned;
    Thread thread =
        new Thread(
            () -> {
              String text = work.get();
              Platform.runLater(
                  () -> {
                    sheet.getChildren().remove(wait);
                    if (asked == turned) {
                      show.accept(text);
                    }
                    shown.complete(null);
                  });
            },
            "incident");
    thread.setDaemon(true);
    thread.start();
    return shown;
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String ms(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.1f ms" : "%,.0f ms", value);
  }
}
