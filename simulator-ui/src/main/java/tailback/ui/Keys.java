package tailback.ui;

import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import tailback.ui.transport.Player;

/** What each key does on a workbench. */
final class Keys {

  private static final String HELP =
      """
      TIME                                     WINDOW
      space        play, pause                 tab         the next control; shift tab back
      → / ←        next event, back one        enter       press it; space as well
      shift → / ←  next move of it, back       esc         close what is open; leave a field
      [ ]          slower, faster              ctrl O, L   open a file, the library
      J K L        scrub back, pause, on       ctrl D      edit the YAML; ctrl tab leaves it
      home, end    time zero, the end          ctrl Z, Y   undo a change, redo it
      N, P         next, previous mark         ctrl E, G   picture, moving picture
      M, delete    mark this moment, unmark    ctrl T      dark or light
      W, S         timeline closer, farther    V           moves become fades
      A, D, F      earlier, later, all of it   F4          fold the panels
      B            a condition to stop at      F1          these keys

      STAGE                                    MODES
      ↓ / ↑        next part, the one before   E           the scenario alone
      enter        run to the next move there  C           compare it: with what?
      Q            next request; shift Q back  I           its incident
      R            the room of a worker        1 to 9      a choice; enter goes on; H hints
      page down    the room of the next        F5          present; page down, page up
      page up      the room of the one before""";

  private Keys() {}

  /** Does what a key stands for; false when it stands for nothing here. */
  static boolean press(KeyEvent event, Workbench bench) {
    if (bench.chooser() != null && !event.isShortcutDown()) {
      return event.getCode() == KeyCode.ESCAPE
          ? bench.closeChooser()
          : bench.chooser().press(event);
    }
    if (event.isShortcutDown()) {
      return command(event, bench);
    }
    return switch (event.getCode()) {
      case F1 -> did(() -> show(bench));
      case F4 -> did(bench::toggleSides);
      case F5 -> did(bench::present);
      case ESCAPE -> escape(bench);
      default -> {
        if (event.getTarget() instanceof TextInputControl) {
          yield false;
        }
        yield Focus.takes(event)
            ? Focus.enter(event)
            : solves(event, bench) || moves(event, bench) || looks(event, bench);
      }
    };
  }

  private static boolean command(KeyEvent event, Workbench bench) {
    boolean typing = event.getTarget() instanceof TextInputControl;
    return switch (event.getCode()) {
      case D -> did(bench::edit);
      case E -> did(bench.leaving()::picture);
      case G -> did(bench.leaving()::film);
      case Z -> !typing && did(event.isShiftDown() ? bench.knobs()::redo : bench.knobs()::undo);
      case Y -> !typing && did(bench.knobs()::redo);
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
    if (event.getCode() == KeyCode.H) {
      return bench.incident().hint();
    }
    return event.getCode().isDigitKey() && bench.incident().choose(digit(event.getCode()));
  }

  private static int digit(KeyCode code) {
    String name = code.getName();
    return name.charAt(name.length() - 1) - '0';
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
      case M -> did(bench.timeline()::mark);
      case DELETE, BACK_SPACE -> bench.timeline().unmark();
      case B -> did(bench.inspector().stopping()::focus);
      case C -> did(bench::chooseComparison);
      case I -> did(() -> bench.alone(Opening.Mode.INCIDENT));
      case E -> did(() -> bench.alone(Opening.Mode.EXPLORE));
      case V -> did(() -> bench.reducedMotion(!bench.reducedMotion()));
      case R -> did(bench::enterRoom);
      case Q -> did(() -> bench.selection().nextRequest(event.isShiftDown() ? -1 : 1));
      case DOWN -> did(() -> bench.selection().nextPart(1));
      case UP -> did(() -> bench.selection().nextPart(-1));
      case ENTER ->
          bench.inspector().part() != null
              && did(() -> bench.session().player().runToNextIn(bench.inspector().part()));
      case PAGE_DOWN -> turns(bench, 1);
      case PAGE_UP -> turns(bench, -1);
      default -> false;
    };
  }

  private static boolean did(Runnable action) {
    action.run();
    return true;
  }

  /** The next worker in a room, the next message of a presentation, or those before. */
  private static boolean turns(Workbench bench, int way) {
    return bench.nextRoom(way)
        || bench.presentation().isOn() && did(() -> bench.presentation().next(way));
  }

  /** To the next finding or mark, or the one before. */
  private static void toMoment(Workbench bench, boolean forth) {
    double at = bench.timeline().next(forth);
    if (!Double.isNaN(at)) {
      bench.session().player().seek(at);
    }
  }

  private static boolean escape(Workbench bench) {
    if (hide(bench) || bench.timeline().field().hide() || bench.closeRoom()) {
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
    if (hide(bench)) {
      return;
    }
    Label help = new Label(HELP);
    help.setId("keys");
    help.getStyleClass().addAll("told", "yaml");
    help.setMinSize(Label.USE_PREF_SIZE, Label.USE_PREF_SIZE);
    help.setOnMouseClicked(clicked -> hide(bench));
    bench.overStage().getChildren().add(help);
  }

  private static boolean hide(Workbench bench) {
    return bench.overStage().getChildren().removeIf(each -> "keys".equals(each.getId()));
  }
}
