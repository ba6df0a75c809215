package tailback.ui;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javax.imageio.ImageIO;

/** Pictures of what is on the screen, or would be. */
public final class Snapshot {

  private Snapshot() {}

  /** What a scene looks like, in pixels. */
  public static BufferedImage of(Scene scene) {
    WritableImage seen = scene.snapshot(null);
    int width = (int) seen.getWidth();
    int height = (int) seen.getHeight();
    int[] argb = new int[width * height];
    seen.getPixelReader()
        .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), argb, 0, width);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, width, height, argb, 0, width);
    return image;
  }

  /** Writes a PNG, whole or not at all. */
  public static void write(BufferedImage image, Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path beside = folder.resolve(file.getFileName() + ".part");
    ImageIO.write(image, "png", beside.toFile());
    Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
