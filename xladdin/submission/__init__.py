"""A filing -> the package that is handed in (报送包), and a package that was received -> whether it was altered.

Two doors: `packaging` (`check_submission`, for an open workbook `check_gathered`, and `build_package`) is what
`xladdin package` and the button call, `verifying` (`verify_package`) the other side, which needs nothing that draws.
"""
