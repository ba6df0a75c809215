package tailback.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import tailback.experiment.result.Results.Finding;
import tailback.ui.timeline.Recording;

/** For a projector: the stage and the transport alone, large type, one message at a time. */
public final class Presentation {

  /** How much larger the stage is. */
  private static final double LARGER = 1.35;

  private final Session session;
  private final Label message = new Label();
  private final HBox row = new HBox(8, message);
  private final List<Message> messages = new ArrayList<>();
  private boolean on;
  private int at;

  /**
   * A message.
   *
   * @param text what it says
   * @param seconds where the run is then, from time zero; not a number: wherever it is
   */
  public record Message(String text, double seconds) {}

  Presentation(Session session) {
    this.session = session;
    message.setId("message");
    message.getStyleClass().add("message");
    message.setWrapText(true);
    message.setMaxWidth(Double.MAX_VALUE);
    message.setMinHeight(Region.USE_PREF_SIZE);
    HBox.setHgrow(message, Priority.ALWAYS);
    row.getStyleClass().add("told");
    row.setAlignment(Pos.CENTER);
  }

  private void ways(Workbench bench) {
    row.getChildren()
        .setAll(
            message,
            button("message-before", "‹", "The message before (page up)", () -> next(-1)),
            button("message-next", "›", "The next message (page down)", () -> next(1)),
            button("message-end", "End", "Ends the presentation (F5, esc)", bench::present));
  }

  private static Button button(String id, String text, String tip, Runnable pressed) {
    Button button = new Button(text);
    button.setId(id);
    button.setTooltip(new Tooltip(tip));
    button.setAccessibleText(tip);
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(fired -> pressed.run());
    return button;
  }

  private void prepare() {
    messages.clear();
    at = 0;
    messages.add(new Message(session.scenario(0).title(), Double.NaN));
    String about = session.scenario(0).about().strip();
    if (!about.isEmpty()) {
      messages.add(new Message(about.split("(?<=[.!?])\\s")[0], Double.NaN));
    }
    Recording recording = session.recording(0);
    if (recording != null) {
      if (recording.results().all() != null) {
        messages.add(
            new Message(
                String.format(
                    Locale.ROOT,
                    "Half of the requests take %.0f ms, one in a hundred more than %.0f ms.",
                    recording.results().all().latencyMs().p50(),
                    recording.results().all().latencyMs().p99()),
                Double.NaN));
      }
      for (Finding finding : recording.results().findings()) {
        messages.add(new Message(finding.text(), finding.firstS()));
      }
    }
  }

  void toggle(Workbench bench) {
    if (on) {
      end(bench);
      bench.explore();
      return;
    }
    on = true;
    prepare();
    bench.getStyleClass().add("presentation");
    bench.sides(false);
    ways(bench);
    bench.aboveStage(row);
    if (bench.comparison() == null) {
      bench.stage(0).magnify(LARGER);
    } else {
      bench.comparison().presenting(true);
    }
    show();
  }

  void end(Workbench bench) {
    if (!on) {
      return;
    }
    on = false;
    bench.getStyleClass().remove("presentation");
    Focus.keep(bench);
    bench.aboveStage(null);
    bench.stage(0).magnify(1);
    if (bench.comparison() != null) {
      bench.comparison().presenting(false);
    }
  }

  /** Whether it is on. */
  public boolean isOn() {
    return on;
  }

  /** The message that is shown. */
  public Message message() {
    return messages.get(at);
  }

  /** The next message, or the one before; where one belongs to a moment, the run goes there. */
  public void next(int way) {
    at = Math.max(0, Math.min(messages.size() - 1, at + way));
    show();
  }

  private void show() {
    Message now = messages.get(at);
    message.setText(now.text());
    if (!Double.isNaN(now.seconds())) {
      session.player().seek(now.seconds());
    }
  }
}
