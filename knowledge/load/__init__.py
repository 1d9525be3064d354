"""One file per source of a shop's data; each gives a :class:`knowledge.load.shop_data.ShopData`."""
