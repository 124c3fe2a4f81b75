"""The numbers that compilers are compared with. Needs numpy, which the kit's own tests may lack."""

import importlib.util
import unittest

if importlib.util.find_spec("numpy"):
    import numpy

    from kit import models


@unittest.skipUnless(importlib.util.find_spec("numpy"), "needs numpy")
class Models(unittest.TestCase):
    def test_gradients_written_by_hand_are_those_of_differences(self) -> None:
        w1, b1, w2, x, y = (it.astype(numpy.float64) for it in models.train().arguments[:5])
        stepped = models._descent(w1, b1, w2, x, y)
        moved = w1.copy()
        moved[3, 5] += 1e-6
        difference = (models._descent(moved, b1, w2, x, y)[0] - stepped[0]) / 1e-6
        self.assertAlmostEqual(float((w1 - stepped[1])[3, 5] / 0.1), float(difference), places=5)

    def test_parts_are_those_of_the_mesh_with_its_last_axis_the_fastest(self) -> None:
        whole = numpy.arange(16).reshape(4, 4)
        mesh = {"x": 2, "y": 2}
        self.assertEqual(models.part(whole, ("x", "y"), mesh, 2).tolist(), [[8, 9], [12, 13]])
        self.assertEqual(models.part(whole, ("y", None), mesh, 1).tolist(), whole[2:].tolist())
        self.assertEqual(models.part(whole, (), mesh, 3).tolist(), whole.tolist())

    def test_wrong_missing_and_misshapen_numbers_are_refused(self) -> None:
        it = models.mask()
        good = [value.astype(numpy.float32) for value in it.expected]
        self.assertEqual(it.judge(good), "max |error| 0")
        wrong = good[0].copy()
        wrong[7] = 0
        for found, words in (
            ([wrong, good[1]], "result 0: 28 of 36 ones, 8 numbers are wrong"),
            ([good[0]], "1 results, expected 2"),
            ([good[0], good[1][:4]], "expected .8, 8."),
        ):
            with self.assertRaisesRegex(AssertionError, words):
                it.judge(found)

    def test_what_is_not_a_number_is_wrong(self) -> None:
        it = models.forward()
        wrong = it.expected[0].copy()
        wrong[0, 0] = numpy.nan
        with self.assertRaisesRegex(AssertionError, "1 of 128 numbers are wrong"):
            it.judge([wrong])

    def test_a_device_with_the_part_of_another_is_named(self) -> None:
        it = models.forward()
        rows = numpy.split(it.expected[0], 2)
        self.assertIn("2 devices", it.judge_parts([[rows[0]], [rows[1]]]))
        with self.assertRaisesRegex(AssertionError, "device 0 of 2"):
            it.judge_parts([[rows[1]], [rows[0]]])


if __name__ == "__main__":
    unittest.main()
