package tailback.ui;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import tailback.ui.incident.Beat;
import tailback.ui.stage.Box;
import tailback.ui.transport.Player;

/** What each key does on a workbench. */
final class Keys {

  private static final String HELP =
      """
      space        play, pause                    C            compare with the first what_if
      → / ←        next event, back one           I            the incident
      shift → / ←  next move of the request, back F5           present; page up, page down
      [ ]          slower, faster                 F4           fold the panels
      J K L        scrub back, pause, scrub on    ctrl D       edit the YAML
      home, end    time zero, the end             ctrl Z       undo the last change
      N, P         next, previous finding or mark ctrl E       picture; ctrl G moving picture
      M            mark this moment, with a       ctrl O, L    open a file, the library
                   remark; delete removes it      ctrl T       dark or light
      W, S         timeline: closer, farther      B            write a condition to stop at
      A, D         timeline: earlier, later       R            the room of the first worker
      F            timeline: the whole run        tab          next part; shift tab back
                                                  enter        run to the next move there
      esc          close what is open             1 to 9       a choice in an incident
      V            moves become fades             F1           these keys""";

  private Keys() {}

  /** Does what a key stands for; false when it stands for nothing here. */
  static boolean press(KeyEvent event, Workbench bench) {
    boolean typing = event.getTarget() instanceof TextInputControl;
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
      case N -> did(() -> toMoment(bench, true));
      case P -> did(() -> toMoment(bench, false));
      case W -> did(() -> bench.timeline().closer(1.5));
      case S -> did(() -> bench.timeline().closer(1 / 1.5));
      case A -> did(() -> bench.timeline().later(-0.2));
      case D -> did(() -> bench.timeline().later(0.2));
      case F -> did(() -> bench.timeline().whole());
      default -> false;
    };
  }

  private static boolean looks(KeyEvent event, Workbench bench) {
    return switch (event.getCode()) {
      case M -> did(() -> bench.timeline().mark());
      case DELETE, BACK_SPACE -> bench.timeline().unmark();
      case B -> did(bench.inspector().stopping()::focus);
      case C -> did(() -> compare(bench));
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

  private static void compare(Workbench bench) {
    List<String> variants = List.copyOf(bench.session().scenario(0).whatIf().keySet());
    if (variants.isEmpty()) {
      bench.tell("This scenario has no what_if to compare with.");
    } else {
      bench.compareWith(variants.get(0));
    }
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
  private static void toMoment(Workbench bench, boolean forth) {
    double at = bench.timeline().next(forth);
    if (!Double.isNaN(at)) {
      bench.session().player().seek(at);
    }
  }

  private static boolean escape(Workbench bench) {
    if (bench.overStage().getChildren().removeIf(each -> "keys".equals(each.getId()))) {
      return true;
    }
    if (bench.timeline().field().hide()) {
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
