package tailback.ui.incident;

import java.util.ArrayList;
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
import javafx.scene.layout.Priority;
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
  private final VBox body = new VBox(8);
  private Story.Tried tried;
  private int hints;
  private final List<Button> choices = new ArrayList<>();
  private Button onward;

  /** What the pane has the rest of the window do. */
  public interface Watching {
    /** Lights these parts alone; null: everything. */
    void light(Set<String> parts);

    /** Shows a part in the light of day. */
    void look(String part);

    /** Plays a fix beside the scenario as it is. */
    void compare(String variant);
  }

  /** An incident; {@link #go} begins it. */
  public IncidentPane(Story story, Watching watching) {
    super(10);
    this.story = story;
    this.watching = watching;
    setId("incident");
    getChildren().addAll(beats, body);
  }

  /** Goes to a beat; the texts of it follow when they are known. */
  public CompletableFuture<Void> go(Beat beat) {
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
    body.getChildren().clear();
    choices.clear();
    onward = null;
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
    if (number < 1 || number > choices.size()) {
      return false;
    }
    choices.get(number - 1).fire();
    return true;
  }

  /** Goes on to what comes next; false when there is nothing to go on to yet. */
  public boolean next() {
    if (onward == null) {
      return false;
    }
    onward.fire();
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
          body.getChildren().add(big(text));
          next("Look around", Beat.LOOK);
        });
  }

  private CompletableFuture<Void> look() {
    watching.light(story.looked());
    body.getChildren().add(paragraph("Time is yours. Open what you want to see:"));
    List<String> places = story.incident().look();
    for (String place : places == null ? List.<String>of() : places) {
      Button open = choice((story.looked().contains(place) ? "✓ " : "") + place);
      open.setId("look-" + place);
      open.setOnAction(
          pressed -> {
            story.look(place);
            watching.light(story.looked());
            watching.look(place);
            open.setText("✓ " + place);
          });
      choices.add(open);
      body.getChildren().add(open);
    }
    hint();
    next("I know what it is", Beat.NAME);
    return done();
  }

  private CompletableFuture<Void> name() {
    watching.light(null);
    return later(
        () -> story.told(story.incident().ask()),
        question -> {
          body.getChildren().add(big(question));
          VBox verdict = new VBox(6);
          for (int i = 0; i < story.incident().answers().size(); i++) {
            int index = i;
            Button answer = choice((i + 1) + "  " + story.incident().answers().get(i).say());
            answer.setId("answer-" + i);
            answer.setOnAction(pressed -> answered(index, answer, verdict));
            choices.add(answer);
            body.getChildren().add(answer);
          }
          hint();
          body.getChildren().add(verdict);
        });
  }

  private void answered(int index, Button answer, VBox verdict) {
    later(
        () -> story.answer(index),
        because -> {
          boolean right = story.isRight(index);
          verdict.getChildren().clear();
          verdict.getChildren().addAll(strong(right ? "Right." : "No."), paragraph(because));
          answer.getStyleClass().add(right ? "success" : "danger");
          if (right) {
            Button next = button("Fix it");
            next.setId("next");
            next.setOnAction(pressed -> go(Beat.FIX));
            onward = next;
            verdict.getChildren().add(next);
          }
        });
  }

  private CompletableFuture<Void> fix() {
    watching.light(null);
    body.getChildren().add(big("What do you change?"));
    int number = 1;
    for (Variant each : story.fixes()) {
      String mark = story.tried().contains(each.name()) ? "✓ " : "";
      Button fix = choice(number + "  " + mark + each.name());
      fix.setId("fix-" + number++);
      fix.setOnAction(pressed -> attempt(each));
      choices.add(fix);
      body.getChildren().add(fix);
    }
    return done();
  }

  private void attempt(Variant fix) {
    body.getChildren()
        .setAll(paragraph("Simulating " + fix.name() + " on the very same requests …"));
    later(
        () -> {
          tried = story.attempt(fix);
          return "";
        },
        text -> go(Beat.SEE));
  }

  private CompletableFuture<Void> see() {
    if (tried == null) {
      return go(Beat.FIX);
    }
    String verdict =
        switch (tried.variant().verdict()) {
          case RIGHT -> "It works.";
          case PARTIAL -> "It helps, in part.";
          case WRONG -> "It does not work.";
        };
    body.getChildren().addAll(big(tried.variant().name()), strong(verdict));
    compare(
        "completed", tried.before().requests().completed(), tried.after().requests().completed());
    compare("failed", tried.before().requests().failed(), tried.after().requests().failed());
    latencies(tried.before(), tried.after());
    if (!tried.why().isEmpty()) {
      body.getChildren().add(paragraph(tried.why()));
    }
    for (Expected each : tried.expectations()) {
      body.getChildren()
          .add(
              paragraph(
                  (each.holds() ? "✓ " : "✗ ") + each.text() + "   measured " + each.measured()));
    }
    Button watch = button("Watch A | B");
    watch.setId("watch");
    watch.setOnAction(pressed -> watching.compare(tried.variant().name()));
    Button again = button("Try another");
    again.setId("again");
    again.setOnAction(pressed -> go(Beat.FIX));
    Button end = button("Debrief");
    end.setId("debrief");
    end.setOnAction(pressed -> go(Beat.DEBRIEF));
    end.setDisable(!story.fixed());
    onward = story.fixed() ? end : again;
    HBox buttons = new HBox(6, watch, again, end);
    body.getChildren().add(buttons);
    return done();
  }

  private void latencies(Results before, Results after) {
    if (before.all() == null || after.all() == null) {
      return;
    }
    row("p50", ms(before.all().latencyMs().p50()), ms(after.all().latencyMs().p50()));
    row("p95", ms(before.all().latencyMs().p95()), ms(after.all().latencyMs().p95()));
    row("p99", ms(before.all().latencyMs().p99()), ms(after.all().latencyMs().p99()));
  }

  private CompletableFuture<Void> debrief() {
    watching.light(null);
    Scenario.Incident incident = story.incident();
    return later(
        () ->
            (incident.debrief() == null ? "" : story.told(incident.debrief()))
                + "\t"
                + (incident.sayIt() == null ? "" : story.told(incident.sayIt())),
        both -> {
          String[] texts = both.split("\t", -1);
          body.getChildren().addAll(strong("Debrief"), paragraph(texts[0]));
          if (!texts[1].isEmpty()) {
            body.getChildren().addAll(strong("Say it"), paragraph("“" + texts[1] + "”"));
          }
          body.getChildren()
              .add(
                  paragraph(
                      String.format(
                          Locale.ROOT,
                          "You tried %d of %d fixes, and answered wrongly %d times.",
                          story.tried().size(),
                          story.fixes().size(),
                          story.wrongAnswers())));
          Button again = button("Try another fix");
          again.setOnAction(pressed -> go(Beat.FIX));
          body.getChildren().add(again);
        });
  }

  private void hint() {
    List<String> all = story.incident().hints();
    if (all == null || all.isEmpty()) {
      return;
    }
    VBox shown = new VBox(4);
    Button more = choice("A hint");
    more.setId("hint");
    more.setOnAction(
        pressed -> {
          if (hints < all.size()) {
            String text = all.get(hints++);
            later(() -> story.told(text), told -> shown.getChildren().add(paragraph(told)));
          }
          more.setDisable(hints >= all.size());
        });
    body.getChildren().addAll(more, shown);
  }

  // ---- pieces

  private void next(String text, Beat beat) {
    Button next = button(text);
    next.setId("next");
    next.setOnAction(pressed -> go(beat));
    onward = next;
    body.getChildren().add(next);
  }

  private static CompletableFuture<Void> done() {
    return CompletableFuture.completedFuture(null);
  }

  /** Works a text out on another thread, then shows it. */
  private CompletableFuture<Void> later(Supplier<String> work, Consumer<String> show) {
    CompletableFuture<Void> shown = new CompletableFuture<>();
    Label wait = new Label("…");
    body.getChildren().add(wait);
    Thread thread =
        new Thread(
            () -> {
              String text = work.get();
              Platform.runLater(
                  () -> {
                    body.getChildren().remove(wait);
                    show.accept(text);
                    shown.complete(null);
                  });
            },
            "incident");
    thread.setDaemon(true);
    thread.start();
    return shown;
  }

  private void compare(String name, long before, long after) {
    row(name, String.format(Locale.ROOT, "%,d", before), String.format(Locale.ROOT, "%,d", after));
  }

  private void row(String name, String before, String after) {
    Label left = new Label(name);
    left.getStyleClass().addAll("muted", "small");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Label values = new Label(before + "  →  " + after);
    body.getChildren().add(new HBox(6, left, gap, values));
  }

  private static String ms(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.1f ms" : "%,.0f ms", value);
  }

  private static Label big(String text) {
    Label label = paragraph(text);
    label.setStyle("-fx-font-size: 14px;");
    return label;
  }

  private static Label strong(String text) {
    Label label = paragraph(text);
    label.setStyle("-fx-font-size: 13px; -fx-font-weight: bold;");
    return label;
  }

  private static Label paragraph(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  private static Button button(String text) {
    Button button = new Button(text);
    button.getStyleClass().addAll("accent");
    button.setMinWidth(Region.USE_PREF_SIZE);
    return button;
  }

  private static Button choice(String text) {
    Button button = new Button(text);
    button.setMnemonicParsing(false);
    button.setWrapText(true);
    button.setMaxWidth(Double.MAX_VALUE);
    button.setMinHeight(Region.USE_PREF_SIZE);
    button.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    return button;
  }
}
