print("roller")
