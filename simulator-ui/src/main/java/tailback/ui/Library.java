package tailback.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import tailback.cli.incident.Solved;
import tailback.scenario.Problem;
import tailback.scenario.Scenario;
import tailback.scenario.ScenarioReader;

/** The scenarios that come with the program: incidents by layer, and starters. */
public final class Library extends BorderPane {

  private static final double CARD = 268;
  private static final double CARD_HEIGHT = 68;

  private final Consumer<Path> opened;
  private final Set<String> solved = Solved.ofUser().names();
  private final VBox shelves = new VBox(8);
  private final TextField search = new TextField();
  private final Map<String, List<Book>> books = new LinkedHashMap<>();

  /** A scenario of the library. */
  private record Book(Path file, String title, String about) {}

  /**
   * The library that ships with the program.
   *
   * @param opened is told what was chosen
   * @param choose asks for another file
   */
  public Library(Consumer<Path> opened, Runnable choose) {
    this.opened = opened;
    setId("library");
    read();
    Label name = new Label("Tailback");
    name.getStyleClass().add("name");
    name.setStyle("-fx-font-size: 22px;");
    Label about =
        new Label("Queues of a Python web stack, moving. Choose a scenario, or drop a file here.");
    about.getStyleClass().add("muted");
    search.setPromptText("Search");
    search.setId("search");
    search.setPrefWidth(240);
    search.textProperty().addListener((at, was, now) -> fill());
    search.setOnAction(entered -> first());
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    VBox words = new VBox(2, name, about);
    Button file = new Button("Open a file …");
    file.setId("choose");
    file.setTooltip(new Tooltip("A scenario of your own (ctrl O)"));
    file.setMinWidth(Region.USE_PREF_SIZE);
    file.setOnAction(pressed -> choose.run());
    file.setOnKeyPressed(pressed -> enter(pressed, choose));
    HBox head = new HBox(12, words, gap, search, file);
    head.setAlignment(Pos.CENTER_LEFT);
    head.setPadding(new Insets(18, 26, 14, 26));
    setTop(head);
    shelves.setPadding(new Insets(0, 26, 26, 26));
    ScrollPane scroll = new ScrollPane(shelves);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("side-scroll");
    Scrolling.withoutCache(scroll);
    setCenter(scroll);
    fill();
    Platform.runLater(search::requestFocus);
  }

  /** Where a file chooser begins, too. */
  public static Path folder() {
    return Path.of(System.getProperty("tailback.home", "."), "scenarios");
  }

  private void read() {
    Map<String, List<Book>> byLayer = new LinkedHashMap<>();
    for (Scenario.Layer layer : Scenario.Layer.values()) {
      byLayer.put(layer.name(), new ArrayList<>());
    }
    for (Path file : files(folder().resolve("incidents"))) {
      Scenario scenario = scenario(file);
      if (scenario != null && scenario.incident() != null) {
        String layer =
            scenario.incident().layer() == null ? "OPERATIONS" : scenario.incident().layer().name();
        String hard = scenario.incident().difficulty().name().toLowerCase(Locale.ROOT);
        String mark = solved.contains(name(file)) ? " · ✓ solved" : "";
        byLayer.get(layer).add(new Book(file, scenario.title(), name(file) + " · " + hard + mark));
      }
    }
    byLayer.forEach(
        (layer, list) -> books.put("Incidents: " + layer.toLowerCase(Locale.ROOT), list));
    List<Book> starters = new ArrayList<>();
    for (Path file : files(folder().resolve("starters"))) {
      Scenario scenario = scenario(file);
      if (scenario != null) {
        starters.add(new Book(file, scenario.title(), name(file)));
      }
    }
    books.put("Starters", starters);
  }

  private static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A scenario; null when it cannot be read: it is left out. */
  private static Scenario scenario(Path file) {
    try {
      return ScenarioReader.read(file, List.of());
    } catch (Problem e) {
      return null;
    }
  }

  /** What a scenario of the library is called. */
  static String name(Path file) {
    return file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
  }

  private void fill() {
    shelves.getChildren().clear();
    String word = search.getText() == null ? "" : search.getText().strip().toLowerCase(Locale.ROOT);
    books.forEach(
        (name, list) -> {
          List<Node> cards = new ArrayList<>();
          for (Book book : list) {
            if ((book.title() + " " + book.about()).toLowerCase(Locale.ROOT).contains(word)) {
              cards.add(card(book));
            }
          }
          if (!cards.isEmpty()) {
            Label heading = new Label(name.toUpperCase(Locale.ROOT));
            heading.getStyleClass().add("heading");
            FlowPane shelf = new FlowPane(10, 10);
            shelf.getChildren().addAll(cards);
            shelves.getChildren().addAll(heading, shelf);
          }
        });
  }

  private Node card(Book book) {
    Label title = new Label(book.title());
    title.setWrapText(true);
    title.setMaxWidth(CARD - 26);
    Label about = new Label(book.about());
    about.getStyleClass().addAll("muted", "small");
    VBox card = new VBox(3, title, about);
    Button button = new Button();
    button.setGraphic(card);
    button.getStyleClass().setAll("entry");
    button.setPrefWidth(CARD);
    button.setMinHeight(CARD_HEIGHT);
    button.setPrefHeight(CARD_HEIGHT);
    button.setMaxHeight(CARD_HEIGHT);
    button.setAlignment(Pos.CENTER_LEFT);
    button.setId("open-" + name(book.file()));
    button.setAccessibleText(book.title());
    button.setOnAction(pressed -> opened.accept(book.file()));
    button.setOnKeyPressed(pressed -> enter(pressed, () -> opened.accept(book.file())));
    return button;
  }

  private static void enter(KeyEvent pressed, Runnable action) {
    if (pressed.getCode() == KeyCode.ENTER) {
      action.run();
      pressed.consume();
    }
  }

  /** Opens the first that the search has left. */
  private void first() {
    String word = search.getText().strip().toLowerCase(Locale.ROOT);
    for (List<Book> list : books.values()) {
      for (Book book : list) {
        if ((book.title() + " " + book.about()).toLowerCase(Locale.ROOT).contains(word)) {
          opened.accept(book.file());
          return;
        }
      }
    }
  }
}
