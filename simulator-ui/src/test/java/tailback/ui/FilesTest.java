package tailback.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.stage.Window;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Files go into the window by a chooser or dropped on it, and out of it as pictures. */
@ExtendWith(ApplicationExtension.class)
final class FilesTest {

  private static final int WIDTH = 960;
  private static final int HEIGHT = 600;

  @TempDir private Path folder;

  private final FxRobot robot = new FxRobot();
  private final View view = new View(new Answering());
  private final Watch watch = new Watch(view);
  private Path chosen;

  /** Answers what the dialogs of the operating system would. */
  private final class Answering implements Asking {
    @Override
    public Optional<Path> toOpen(Window over) {
      return Optional.ofNullable(chosen);
    }

    @Override
    public Optional<Path> toWrite(Window over, String name) {
      return Optional.of(folder.resolve(name));
    }
  }

  @Start
  void open(Stage stage) {
    Shipped.home();
    view.open(
        stage,
        new Opening(null, List.of(List.of()), 0, WIDTH, HEIGHT, false, Opening.Mode.EXPLORE, null));
  }

  @AfterEach
  void close() {
    robot.interact(view::dispose);
  }

  @Test
  void chosenFile_isOpened_byMouseAndByKeyboard() throws Exception {
    chosen = Small.in(folder);
    robot.clickOn("#choose");
    watch.opened();
    assertThat(view.bench().session().file()).isEqualTo(chosen);
    Workbench before = view.bench();

    chosen = null;
    robot.push(KeyCode.CONTROL, KeyCode.O);
    assertThat(view.bench()).as("nothing was chosen").isSameAs(before);

    chosen = Shipped.starter("sync");
    robot.push(KeyCode.CONTROL, KeyCode.O);
    watch.opened();
    assertThat(view.bench().session().file()).isEqualTo(chosen);
  }

  @Test
  void droppedFile_isOpened() throws Exception {
    Path file = Small.in(folder);
    Label source = new Label("a file");
    robot.interact(() -> hold(source, file));

    robot.drag(source).dropTo("#library");

    watch.opened();
    assertThat(view.bench().session().file()).isEqualTo(file);
  }

  /** Something in a corner of the window that can be taken hold of, as in a file manager. */
  private void hold(Label source, Path file) {
    source.setOnDragDetected(
        detected -> {
          ClipboardContent content = new ClipboardContent();
          content.putFiles(List.of(file.toFile()));
          source.startDragAndDrop(TransferMode.COPY).setContent(content);
          detected.consume();
        });
    StackPane root = (StackPane) robot.window(0).getScene().getRoot();
    StackPane.setAlignment(source, Pos.BOTTOM_RIGHT);
    root.getChildren().add(source);
  }

  @Test
  void pictures_areWritten_asTheWindowLooks() throws Exception {
    robot.interact(() -> view.open(Small.in(folder), List.of(List.of()), 3, Opening.Mode.EXPLORE));
    watch.opened();
    watch.stagesAreTrue();

    robot.push(KeyCode.CONTROL, KeyCode.E);
    BufferedImage picture = ImageIO.read(folder.resolve("tailback.png").toFile());
    assertThat(picture.getWidth()).isEqualTo(WIDTH);
    assertThat(picture.getHeight()).isEqualTo(HEIGHT);
    assertThat(told()).startsWith("Written: ");

    double from = view.bench().session().now();
    robot.push(KeyCode.CONTROL, KeyCode.G);
    Path film = folder.resolve("tailback.gif");
    watch.until(() -> Files.exists(film));
    List<BufferedImage> pictures = pictures(film);
    assertThat(pictures).hasSize(60);
    assertThat(pictures.get(0).getWidth()).isEqualTo(WIDTH);
    assertThat(different(pictures.get(0), pictures.get(59))).isGreaterThan(100);
    assertThat(view.bench().session().now()).isBetween(from + 2.9, from + 3);
  }

  private String told() {
    return robot.lookup("#told").queryLabeled().getText();
  }

  private static List<BufferedImage> pictures(Path gif) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    try (ImageInputStream in = ImageIO.createImageInputStream(gif.toFile())) {
      reader.setInput(in);
      int count = reader.getNumImages(true);
      List<BufferedImage> all = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        all.add(reader.read(i));
      }
      return all;
    }
  }

  private static int different(BufferedImage a, BufferedImage b) {
    int different = 0;
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        different += a.getRGB(x, y) == b.getRGB(x, y) ? 0 : 1;
      }
    }
    return different;
  }
}
