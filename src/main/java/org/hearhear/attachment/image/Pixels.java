package org.hearhear.attachment.image;

import java.awt.image.BufferedImage;

/**
 * Pixels moved and averaged without Java's drawing, which would start more of the desktop than a
 * server should have. Pure functions.
 */
final class Pixels {
  private static final int SIDEWAYS_FROM = 5;
  private static final int CHANNELS = 4;

  private Pixels() {}

  /** The image as it is to be looked at, by its EXIF orientation. */
  static BufferedImage upright(BufferedImage image, int orientation) {
    if (orientation == 1) {
      return image;
    }
    int width = image.getWidth();
    int height = image.getHeight();
    boolean sideways = orientation >= SIDEWAYS_FROM;
    BufferedImage turned = like(image, sideways ? height : width, sideways ? width : height);
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      image.getRGB(0, y, width, 1, row, 0, width);
      int fromBelow = height - 1 - y;
      for (int x = 0; x < width; x++) {
        int fromRight = width - 1 - x;
        switch (orientation) {
          case 2 -> turned.setRGB(fromRight, y, row[x]);
          case 3 -> turned.setRGB(fromRight, fromBelow, row[x]);
          case 4 -> turned.setRGB(x, fromBelow, row[x]);
          case 5 -> turned.setRGB(y, x, row[x]);
          case 6 -> turned.setRGB(fromBelow, x, row[x]);
          case 7 -> turned.setRGB(fromBelow, fromRight, row[x]);
          default -> turned.setRGB(y, fromRight, row[x]);
        }
      }
    }
    return turned;
  }

  /**
   * The whole image, made smaller where it must be, so that no side is longer than {@code side}.
   */
  static BufferedImage within(BufferedImage image, int side) {
    int width = image.getWidth();
    int height = image.getHeight();
    int longer = Math.max(width, height);
    if (longer <= side) {
      return image;
    }
    return scaled(
        image,
        new Area(0, 0, width, height),
        Math.max(1, (int) ((long) width * side / longer)),
        Math.max(1, (int) ((long) height * side / longer)));
  }

  /** The middle of the image, as a square of this side. */
  static BufferedImage square(BufferedImage image, int side) {
    int shorter = Math.min(image.getWidth(), image.getHeight());
    Area middle =
        new Area(
            (image.getWidth() - shorter) / 2, (image.getHeight() - shorter) / 2, shorter, shorter);
    return scaled(image, middle, side, side);
  }

  private record Area(int x, int y, int width, int height) {}

  /** Each pixel is the mean of those that it stands for, weighted by how opaque they are. */
  private static BufferedImage scaled(BufferedImage image, Area area, int width, int height) {
    BufferedImage scaled = like(image, width, height);
    int[] row = new int[area.width];
    for (int y = 0; y < height; y++) {
      long[] sums = new long[width * CHANNELS];
      int[] counts = new int[width];
      int end = Math.max(edge(y, area.height, height) + 1, edge(y + 1, area.height, height));
      for (int from = edge(y, area.height, height); from < end; from++) {
        image.getRGB(area.x, area.y + from, area.width, 1, row, 0, area.width);
        add(row, sums, counts);
      }
      for (int x = 0; x < width; x++) {
        scaled.setRGB(x, y, mean(sums, x * CHANNELS, counts[x]));
      }
    }
    return scaled;
  }

  private static void add(int[] row, long[] sums, int[] counts) {
    int width = counts.length;
    for (int x = 0; x < width; x++) {
      int end = Math.max(edge(x, row.length, width) + 1, edge(x + 1, row.length, width));
      for (int from = edge(x, row.length, width); from < end; from++) {
        int alpha = row[from] >>> 24;
        sums[x * CHANNELS] += alpha;
        sums[x * CHANNELS + 1] += (long) alpha * (row[from] >> 16 & 0xff);
        sums[x * CHANNELS + 2] += (long) alpha * (row[from] >> 8 & 0xff);
        sums[x * CHANNELS + 3] += (long) alpha * (row[from] & 0xff);
        counts[x]++;
      }
    }
  }

  private static int mean(long[] sums, int at, int count) {
    long alpha = sums[at];
    if (alpha == 0) {
      return 0;
    }
    return (int) (alpha / count) << 24
        | (int) (sums[at + 1] / alpha) << 16
        | (int) (sums[at + 2] / alpha) << 8
        | (int) (sums[at + 3] / alpha);
  }

  /** Where the pixel {@code index} of {@code parts} begins in a line of {@code length} pixels. */
  private static int edge(int index, int length, int parts) {
    return (int) ((long) index * length / parts);
  }

  private static BufferedImage like(BufferedImage image, int width, int height) {
    boolean transparent = image.getColorModel().hasAlpha();
    return new BufferedImage(
        width, height, transparent ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
  }
}
