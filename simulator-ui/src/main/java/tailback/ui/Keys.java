package tailback.ui;

import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import tailback.ui.incident.Beat;
import tailback.ui.stage.Box;
import tailback.ui.timeline.TimelineView.Mark;
import tailback.ui.transport.Player;

/** What each key does on a workbench. */
final class Keys {

  private static final String HELP =
      """
      space        play, pause                    C            compare: choose with what
      → / ←        next event, back one           I            the incident
      shift → / ←  next move of the request, back F5           present; page up, page down
      [ ]          slower, faster                 F4           fold the panels
      J K L        scrub back, pause, scrub on    ctrl D       edit the YAML
      home, end    time zero, the end             ctrl Z       undo the last change
      N, P         next, previous finding or mark ctrl E       picture; ctrl G moving picture
      M            mark this moment               ctrl O, L    open a file, the library
      tab          next part; shift tab back      ctrl T       dark or light
      enter        run to the next move there     B            write a condition to stop at
      R            the room of the first worker
      esc          close what is open             1 to 9       a choice in an incident
      V            moves become fades             F1           these keys""";

  private Keys() {}

  /** Does what a key stands for; false when it stands for nothing here. */
  static boolean press(KeyEvent event, Workbench bench) {
    boolean typing = event.getTarget() instanceof TextInputControl;
    if (bench.chooser() != null && !event.isShortcutDown()) {
      return event.getCode() == KeyCode.ESCAPE
          ? bench.closeChooser()
          : bench.chooser().press(event);
    }
    if (event.isShortcutDown()) {
      return command(event, bench, typing);
    }
    return switch (event.getCode()) {
      case F1 -> did(() -> show(bench));
      case F4 -> did(bench::toggleSides);
      case F5 -> did(bench::present);
      case ESCAPE -> escape(bench);
      default -> !typing && (solves(event, bench) || moves(event, bench) || looks(event, bench));
    };
  }

  private static boolean command(KeyEvent event, Workbench bench, boolean typing) {
    return switch (event.getCode()) {
      case D -> did(bench::edit);
      case E -> did(bench.leaving()::picture);
      case G -> did(bench.leaving()::film);
      case Z -> !typing && did(bench.knobs()::undo);
      default -> false;
    };
  }

  /** In an incident: a choice by its number, enter to go on. */
  private static boolean solves(KeyEvent event, Workbench bench) {
    if (bench.incident() == null) {
      return false;
    }
    if (event.getCode() == KeyCode.ENTER) {
      return bench.incident().next();
    }
    return event.getCode().isDigitKey()
        && bench.incident().choose(event.getCode().ordinal() - KeyCode.DIGIT0.ordinal());
  }

  private static boolean moves(KeyEvent event, Workbench bench) {
    Player player = bench.session().player();
    double leap = bench.session().seconds() / 50;
    double now = bench.session().now();
    return switch (event.getCode()) {
      case SPACE -> did(() -> player.play(!player.playing()));
      case RIGHT -> did(event.isShiftDown() ? player::stepRequest : player::step);
      case LEFT -> did(event.isShiftDown() ? player::backRequest : player::back);
      case OPEN_BRACKET -> did(() -> bench.transport().faster(-1));
      case CLOSE_BRACKET -> did(() -> bench.transport().faster(1));
      case HOME -> did(() -> bench.toEdge(false));
      case END -> did(() -> bench.toEdge(true));
      case J -> did(() -> player.seek(Math.max(0, now - leap)));
      case K -> did(() -> player.play(false));
      case L -> did(() -> player.seek(Math.min(bench.session().seconds(), now + leap)));
      case N -> did(() -> mark(bench, 1));
      case P -> did(() -> mark(bench, -1));
      default -> false;
    };
  }

  private static boolean looks(KeyEvent event, Workbench bench) {
    return switch (event.getCode()) {
      case M -> did(() -> bench.timeline().mark(bench.session().now(), "mark"));
      case B -> did(bench.inspector().stopping()::focus);
      case C -> did(bench::chooseComparison);
      case I -> did(() -> bench.playIncident(Beat.PAGE));
      case V -> did(() -> bench.reducedMotion(!bench.reducedMotion()));
      case R -> did(() -> room(bench));
      case TAB ->
          bench.incident() == null && did(() -> bench.selectNext(event.isShiftDown() ? -1 : 1));
      case ENTER ->
          bench.inspector().part() != null
              && bench.incident() == null
              && did(() -> bench.session().player().runToNextIn(bench.inspector().part()));
      case PAGE_DOWN -> bench.presentation().isOn() && did(() -> bench.presentation().next(1));
      case PAGE_UP -> bench.presentation().isOn() && did(() -> bench.presentation().next(-1));
      default -> false;
    };
  }

  private static boolean did(Runnable action) {
    action.run();
    return true;
  }

  private static void room(Workbench bench) {
    for (Box box : bench.boxes().values()) {
      if (!box.workers().isEmpty()) {
        bench.openRoom(box, box.workers().get(0));
        return;
      }
    }
  }

  /** To the next finding or mark, or the one before. */
  private static void mark(Workbench bench, int way) {
    double now = bench.session().now();
    double best = Double.NaN;
    for (Mark each : bench.timeline().marks()) {
      boolean ahead = way > 0 ? each.at() > now + 1e-6 : each.at() < now - 1e-6;
      if (ahead && (Double.isNaN(best) || Math.abs(each.at() - now) < Math.abs(best - now))) {
        best = each.at();
      }
    }
    if (!Double.isNaN(best)) {
      bench.session().player().seek(best);
    }
  }

  private static boolean escape(Workbench bench) {
    if (bench.overStage().getChildren().removeIf(each -> "keys".equals(each.getId()))) {
      return true;
    }
    if (bench.closeRoom()) {
      return true;
    }
    if (bench.presentation().isOn()) {
      bench.present();
      return true;
    }
    bench.select(null);
    bench.requestFocus();
    return true;
  }

  /** Shows the keys over the stage, or hides them. */
  static void show(Workbench bench) {
    if (bench.overStage().getChildren().removeIf(each -> "keys".equals(each.getId()))) {
      return;
    }
    Label help = new Label(HELP);
    help.setId("keys");
    help.getStyleClass().addAll("told", "yaml");
    help.setMinWidth(Label.USE_PREF_SIZE);
    bench.overStage().getChildren().add(help);
  }
}
